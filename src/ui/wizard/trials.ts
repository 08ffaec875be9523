import { Failure } from '../../domain/failure.ts';
import { parseRegistryHost } from '../../domain/insecure.ts';
import { type TriedMirror, tryMirrors } from '../../engine/answers/mirrors.ts';
import { type TriedWay, tryWayToHub } from '../../engine/answers/proxy.ts';
import { type TriedRegistry, tryRegistry } from '../../engine/answers/registry.ts';
import { type Way, waysOf } from '../../engine/answers/ways.ts';
import type { PresentedCertificate } from '../../engine/ca/chain.ts';
import { type Presented, verdictWith } from '../../engine/ca/fetch.ts';
import { misspeltList } from '../../engine/placement/misspelt.ts';
import { foresee } from '../../engine/view/profile.ts';
import type { LookSetting } from '../../engine/walk/context.ts';
import type { Run } from '../cli/command.ts';
import { desiredOf } from '../cli/desired.ts';
import type { Host } from '../cli/host.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { planFor } from '../commands/applying.ts';

/**
 * Answers, tried on the network while they are given. Each trial goes by what the configuration
 * would be with every answer so far, as the engine would go. Nothing is written.
 *
 * Each throws Failure where the answers cannot be planned for, as the preview would tell.
 */
export interface Trials {
  /** the way to Docker Hub, through the proxy of the profile */
  wayToHub(profile: WrittenProfile): Promise<TriedWay>;
  mirrors(urls: readonly string[], profile: WrittenProfile): Promise<readonly TriedMirror[]>;
  registry(host: string, profile: WrittenProfile): Promise<TriedRegistry>;
  /** which way the engine goes to each registry at hand; nobody is asked */
  ways(profile: WrittenProfile): Promise<readonly Way[]>;
  /** what the engine would say of a registry if it trusted these; null when it would accept it */
  objection(presented: Presented, ca: readonly PresentedCertificate[]): string | null;
  /** Unix ms */
  now(): number;
}

export function makeTrials(run: Run, host: Host, image: string | null): Trials {
  const { signal } = run.outside;
  const { ports } = host;
  const settingFor = async (profile: WrittenProfile): Promise<LookSetting> => {
    const desired = await desiredOf(run, profile);
    const foreseen = foresee(host.facts, desired, planFor(run, host, desired));
    return { ...foreseen, ports, signal };
  };
  return {
    wayToHub: async (profile) => tryWayToHub(await settingFor(profile)),
    mirrors: async (urls, profile) => tryMirrors(urls, await settingFor(profile), image),
    registry: async (name, profile) => {
      const parsed = parseRegistryHost(name);
      if ('problem' in parsed) throw new Failure('invalidInput', parsed.problem);
      return tryRegistry(parsed.host, await settingFor(profile));
    },
    ways: async (profile) => {
      const meant = ['registry-mirrors', 'insecure-registries'].flatMap((key) =>
        misspeltList(host.facts, key),
      );
      return waysOf((await settingFor(profile)).view, meant);
    },
    objection: (presented, ca) => {
      const verdict = verdictWith(presented, ca, { facts: host.facts, ports });
      return verdict.ok ? null : verdict.engineText;
    },
    now: () => ports.clock.now(),
  };
}
