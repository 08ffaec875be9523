/** Legitimate configurations: pulls work, and the doctor has nothing to say. */
import type { Bench } from '../faults/bench.ts';
import type { Served } from '../faults/contract.ts';
import type { EngineId } from '../faults/engines.ts';

export type Variant = {
  /** What the host has, as a phrase: `a mirror whose CA is in the system store`. */
  readonly title: string;
  readonly image: string;
  /** Where it is possible; everywhere, unless said. */
  readonly engines?: readonly EngineId[];
  readonly arrange: (bench: Bench) => Promise<unknown>;
  readonly served: Served;
  /** What else is going on when the doctor comes, after the pull. */
  readonly meanwhile?: (bench: Bench) => Promise<unknown>;
  /** Further arguments of `dockcfg doctor`. */
  readonly doctor?: readonly string[];
};

export const classicEngines: readonly EngineId[] = ['bookworm', 'trixie', 'forky'];
export const containerdEngines: readonly EngineId[] = ['forky-containerd'];
/** Engines that know `proxies` in daemon.json, and mirrors with a path. */
export const newerEngines: readonly EngineId[] = ['trixie', 'forky', 'forky-containerd'];

export const fromHub: Pick<Variant, 'image' | 'served'> = {
  image: 'library/hello',
  served: { by: 'hub', to: 'host' },
};
export const byProxy: Pick<Variant, 'image' | 'served'> = {
  image: 'library/hello',
  served: { by: 'hub', to: 'proxy' },
};
export const fromHarbor: Pick<Variant, 'image' | 'served'> = {
  image: 'harbor.lab/hello',
  served: { by: 'harbor', to: 'host' },
};
export const fromPlain: Pick<Variant, 'image' | 'served'> = {
  image: 'plain.lab:5000/hello',
  served: { by: 'plain', to: 'host' },
};

export const certsD = '/etc/docker/certs.d';
