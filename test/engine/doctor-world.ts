import { nodeNetwork } from '../../src/adapters/node-network.ts';
import { createSystemClock } from '../../src/adapters/system-clock.ts';
import { undiciRegistry } from '../../src/adapters/undici-registry.ts';
import type { DoctorDocument, DoctorEvent } from '../../src/domain/documents.ts';
import { parseEngineVersion, type Store } from '../../src/domain/engine.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import type { EngineView } from '../../src/domain/view.ts';
import { type DiagnoseOptions, diagnose } from '../../src/engine/doctor/diagnose.ts';
import type { Diagnosis } from '../../src/engine/doctor/diagnosis.ts';
import type { DiagnosePorts } from '../../src/engine/walk/context.ts';
import type { Address, Network } from '../../src/ports/network.ts';
import type { ResolverSettings } from '../../src/probes/resolve.ts';
import { factsWith, viewWith } from '../checks/evidence.ts';
import { createMemoryFiles } from '../doubles/files.ts';
import type { World } from '../world/world.ts';

export interface Wishes {
  readonly images?: readonly string[];
  readonly hosts?: readonly string[];
  readonly view?: Partial<EngineView>;
  /** what the next start would read; the same as `view` unless said */
  readonly files?: EngineView;
  readonly version?: string;
  readonly store?: Store;
  readonly facts?: Partial<HostFacts>;
  /** `name:port` → where it really listens: how an unprivileged test has a server on port 443 */
  readonly ways?: { readonly [endpoint: string]: Address };
  readonly resolver?: Partial<ResolverSettings>;
  readonly options?: DiagnoseOptions;
  /** what of the host is asked beside the network; nobody, unless said */
  readonly beside?: Pick<DiagnosePorts, 'commands' | 'services'>;
  readonly signal?: AbortSignal;
}

export interface Examined {
  readonly diagnosis: Diagnosis;
  readonly document: DoctorDocument;
  readonly events: readonly DoctorEvent[];
  /** `CODE` of each finding, in order */
  readonly codes: readonly string[];
}

/** Lets the doctor look at a world as an engine that trusts its root would. */
export async function examine(world: World, wishes: Wishes): Promise<Examined> {
  const engine = {
    version: parseEngineVersion(wishes.version ?? '28.5.2'),
    store: wishes.store ?? 'classic',
    fork: null,
  };
  const systemTrust = { path: '/etc/ssl/certs/ca-certificates.crt', pem: world.authority.pem };
  const view = viewWith({ engine, systemTrust, ...wishes.view });
  const events: DoctorEvent[] = [];
  const names = new Names(world, wishes);
  const diagnosis = await diagnose(
    {
      images: wishes.images ?? [],
      hosts: wishes.hosts ?? [],
      options: { resolver: names.settings(), ...wishes.options },
    },
    {
      facts: factsWith({ engine, ...wishes.facts }),
      views: { used: view, files: wishes.files ?? { ...view, of: 'files' } },
      ports: { ...portsFor(names), ...wishes.beside },
      signal: wishes.signal ?? new AbortController().signal,
      emit: (event) => events.push(event),
    },
  );
  const done = events.find((event) => event.kind === 'done');
  if (done?.kind !== 'done') throw new Error('no document');
  const { document } = done;
  return { diagnosis, document, events, codes: document.findings.map(({ code }) => code) };
}

function portsFor(names: Names): DiagnosePorts {
  const network: Network = {
    ...nodeNetwork,
    dial: (to, wait) => nodeNetwork.dial(names.way(to), wait),
  };
  return {
    network,
    registry: undiciRegistry,
    clock: createSystemClock(),
    files: createMemoryFiles(),
  };
}

/** The world's hosts file, with the names of `ways` on addresses of their own. */
class Names {
  readonly #hosts: ReadonlyMap<string, readonly string[]>;
  readonly #ways: ReadonlyMap<string, Address>;
  readonly #resolver: Partial<ResolverSettings>;
  /** where an address in the benchmarking network of RFC 2544 really is */
  readonly #homes = new Map<string, string>();

  constructor(world: World, { ways = {}, resolver = {} }: Wishes) {
    this.#resolver = resolver;
    const own = new Map<string, string[]>();
    for (const line of world.hostsFile().split('\n')) {
      const [address = '', name = ''] = line.split('\t');
      own.set(name, [...(own.get(name) ?? []), this.#elsewhere(address)]);
    }
    const named = new Set(Object.keys(ways).map((endpoint) => endpoint.replace(/:\d+$/, '')));
    const addresses = [...named];
    const routed = Object.entries(ways).map(([endpoint, way]) => {
      const [name = '', port = ''] = endpoint.split(/:(?=\d+$)/);
      return { name, port, address: `198.19.0.${addresses.indexOf(name) + 1}`, way };
    });
    for (const { name, address } of routed) own.set(name, [address]);
    this.#hosts = own;
    this.#ways = new Map(routed.map(({ address, port, way }) => [`${address}:${port}`, way]));
  }

  settings(): ResolverSettings {
    const hosts = (name: string) => this.#hosts.get(name) ?? [];
    return { servers: [], search: [], ndots: 1, hosts, ...this.#resolver };
  }

  way(to: Address): Address {
    const way = this.#ways.get(`${to.address}:${to.port}`);
    return way ?? { ...to, address: this.#homes.get(to.address) ?? to.address };
  }

  /** No engine checks the certificate of a name that leads to loopback, where this world lives. */
  #elsewhere(address: string): string {
    if (!address.startsWith('127.')) return address;
    const told = address.replace(/^127\.\d+/, '198.18');
    this.#homes.set(told, address);
    return told;
  }
}

/** The outcome of each stage of one endpoint, as `stage: outcome reason`. */
export function stagesAt(document: DoctorDocument, url: string): readonly string[] {
  const endpoints = document.routes.flatMap((route) => route.endpoints);
  const found = endpoints.find((endpoint) => endpoint.url === url);
  return (found?.stages ?? []).map(({ stage, outcome, seen }) =>
    outcome === 'ok' ? `${stage}: ok` : `${stage}: ${outcome} ${String(seen.reason)}`,
  );
}
