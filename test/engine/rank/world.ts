import { nodeNetwork } from '../../../src/adapters/node-network.ts';
import { createSystemClock } from '../../../src/adapters/system-clock.ts';
import { undiciRegistry } from '../../../src/adapters/undici-registry.ts';
import { parseEngineVersion, type Store } from '../../../src/domain/engine.ts';
import type { EngineView } from '../../../src/domain/view.ts';
import { candidatesOf } from '../../../src/engine/rank/candidates.ts';
import { type RankEvent, type Ranking, rankMirrors } from '../../../src/engine/rank/rank.ts';
import type { Address, Network } from '../../../src/ports/network.ts';
import type { ResolverSettings } from '../../../src/probes/resolve.ts';
import { factsWith, viewWith } from '../../checks/evidence.ts';
import { createMemoryFiles } from '../../doubles/files.ts';
import type { World } from '../../world/world.ts';

export interface RankWishes {
  readonly mirrors: readonly string[];
  readonly image?: string;
  readonly rounds?: number;
  readonly budgetMs?: number;
  readonly view?: Partial<EngineView>;
  readonly store?: Store;
  /** where `registry-1.docker.io:443` really listens; nowhere unless said */
  readonly hub?: Address;
  readonly resolver?: Partial<ResolverSettings>;
  readonly emit?: (event: RankEvent) => void;
}

/** An address of loopback that stands for Docker Hub. */
const hubAddress = '127.88.0.1';

/** Ranks mirrors of a world as an engine that trusts its root would. */
export function rankIn(world: World, wishes: RankWishes): Promise<Ranking> {
  const engine = {
    version: parseEngineVersion('28.5.2'),
    store: wishes.store ?? 'classic',
    fork: null,
  };
  const systemTrust = { path: '/etc/ssl/certs/ca-certificates.crt', pem: world.authority.pem };
  const view = viewWith({ engine, systemTrust, ...wishes.view });
  const resolver = { ...namesOf(world, wishes.hub), ...wishes.resolver };
  return rankMirrors(
    {
      candidates: candidatesOf(
        { given: wishes.mirrors, configured: view.mirrors, presets: [] },
        engine.version,
      ),
      image: wishes.image ?? 'alpine',
      rounds: wishes.rounds ?? 2,
      ...(wishes.budgetMs ? { budgetMs: wishes.budgetMs } : {}),
      options: { resolver },
    },
    {
      facts: factsWith({ engine }),
      view,
      ports: {
        network: networkWith(wishes.hub),
        registry: undiciRegistry,
        clock: createSystemClock(),
        files: createMemoryFiles(),
      },
      signal: new AbortController().signal,
      emit: wishes.emit ?? (() => {}),
    },
  );
}

function namesOf(world: World, hub: Address | undefined): ResolverSettings {
  const known = new Map<string, string[]>();
  for (const line of world.hostsFile().split('\n')) {
    const [address = '', name = ''] = line.split('\t');
    known.set(name, [...(known.get(name) ?? []), address]);
  }
  known.set('registry-1.docker.io', [hubAddress]);
  if (!hub) known.delete('registry-1.docker.io');
  return { servers: [], search: [], ndots: 1, hosts: (name) => known.get(name) ?? [] };
}

function networkWith(hub: Address | undefined): Network {
  const way = (to: Address) => (to.address === hubAddress && hub ? hub : to);
  return { ...nodeNetwork, dial: (to, wait) => nodeNetwork.dial(way(to), wait) };
}
