import type {
  ConfigSeen,
  DiskSeen,
  EngineWorldSeen,
  NeedsSeen,
  RouteSeen,
  ServiceSeen,
} from '../../checks/evidence.ts';
import { roomFor } from '../../domain/disk-room.ts';
import { clientVariables } from '../../domain/docker-command.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { Prediction } from '../../domain/trial.ts';

export interface EngineStanding
  extends Partial<Pick<HostFacts, 'elsewhere' | 'silence' | 'shell' | 'info'>> {
  readonly service: ServiceSeen | null;
  /** where the docker command looks for the engine */
  readonly socket: string;
  /** false: a tree, whose engine does not run */
  readonly live: boolean;
  readonly config: ConfigSeen;
  /** where the engine sees something else than this program; undefined where nobody could look */
  readonly world?: EngineWorldSeen | undefined;
  readonly needs?: NeedsSeen;
  readonly disks?: readonly DiskSeen[];
}

/**
 * Corrects what was predicted from the network alone: without an engine that answers, no pull
 * works, however good the way is; and none that is down comes up with files it refuses.
 */
export function withEngine(
  routes: readonly RouteSeen[],
  standing: EngineStanding,
): readonly RouteSeen[] {
  const { service, socket, live, config, world } = standing;
  const isDown = !live || (service !== null && isResting(service));
  const instead =
    isDown && stopsEngine(config)
      ? unreachable(socket)
      : ((service && predictionOf(service, socket)) ??
        byCommand(standing) ??
        withoutNeeds(standing.needs) ??
        withoutRoom(standing.disks) ??
        apart(world));
  if (!instead) return routes;
  return routes.map((route) => (route.hasImage ? { ...route, prediction: instead } : route));
}

/** What the docker command comes to before the engine pulls anything. */
function byCommand({ elsewhere, silence, socket, shell, info }: EngineStanding): Prediction | null {
  // Another engine pulls, of whose network and settings nothing is known here.
  if (elsewhere !== undefined) return unknown;
  if (silence === 'ENOENT' || silence === 'ECONNREFUSED') return unreachable(socket);
  if (silence === 'ETIMEDOUT') return unknown;
  const variables = clientVariables({ shell: shell ?? {}, info: info ?? null });
  const refused = variables.find(({ error }) => error !== null);
  if (refused) return { outcome: 'failed', servedBy: null, error: refused.error };
  return variables.length > 0 ? unknown : null;
}

const unknown: Prediction = { outcome: 'unknown', servedBy: null, error: null };

/** What is there already needs no room, so that some pulls still work on a disk that is full. */
function withoutRoom(disks: readonly DiskSeen[] = []): Prediction | null {
  if (disks.some(({ readOnly }) => readOnly)) return { ...unknown, outcome: 'failed' };
  return disks.some((disk) => roomFor(disk) === 'none') ? unknown : null;
}

/** Of a network that nobody has looked at, nothing can be foretold but that no way leads out. */
function apart(world: EngineWorldSeen | undefined): Prediction | null {
  if (!world?.network) return null;
  const isClosed = world.network.hasRoutes === false;
  return { outcome: isClosed ? 'failed' : 'unknown', servedBy: null, error: null };
}

function isResting({ active }: Pick<ServiceSeen, 'active'>): boolean {
  return active === 'inactive' || active === 'failed';
}

/** Whether the engine refuses to start with what its files say. */
function stopsEngine({ daemonJson, wrong, conflicts, flags = [] }: ConfigSeen): boolean {
  if (daemonJson.kind === 'broken' || conflicts.length + flags.length > 0) return true;
  return wrong.some(({ kind }) => !['ignored', 'misplaced', 'miscased'].includes(kind));
}

function unreachable(socket: string): Prediction {
  return {
    outcome: 'failed',
    servedBy: null,
    // docker/cli vendor/github.com/moby/moby/client/errors.go connectionFailed
    error: `Cannot connect to the Docker daemon at unix://${socket}. Is the docker daemon running?`,
  };
}

function predictionOf(service: ServiceSeen, socket: string): Prediction | null {
  if (!isResting(service)) return null;
  const failed = unreachable(socket);
  if (!service.socketListens) return failed;
  // The next pull starts it; whether it comes up this time is not known.
  return service.active === 'failed' ? { ...failed, outcome: 'unknown', error: null } : null;
}

/** The engine answers, and cannot store what it pulls; what it says then depends on the attempt. */
function withoutNeeds(needs: NeedsSeen | undefined): Prediction | null {
  const { containerd, downloads } = needs ?? {};
  const isMissing = (containerd && isResting(containerd)) || downloads?.missing;
  return isMissing ? { outcome: 'failed', servedBy: null, error: null } : null;
}
