import type { HostFacts, RunningContainer } from '../../domain/facts.ts';
import type { Disruption, ServiceAction } from '../../domain/plan.ts';
import { daemonValue } from '../../targets/daemon-json.ts';

/**
 * Which containers an action stops, and what becomes of them. Without live-restore the engine stops
 * all of them when it goes; with swarm it refuses live-restore (moby daemon/daemon.go).
 *
 * @param after the facts with the files as they will be: an engine that starts without live-restore
 * stops what its predecessor left running (moby daemon/daemon.go, restore)
 */
export function disruptionOf(
  action: ServiceAction,
  facts: HostFacts,
  after: HostFacts,
): Disruption {
  const { containers, info } = facts;
  const running = Math.max(containers.length, info?.containersRunning ?? 0);
  const survives = info?.liveRestore === true && !info.swarm && keepsLiveRestore(after);
  if (action !== 'restart' || survives) {
    const kept = action === 'restart' && running > 0 ? { keptRunning: running } : {};
    return { containersStopped: 0, names: [], ...kept };
  }
  const those = (fate: Fate) => containers.filter((each) => fateOf(each) === fate).map(nameOf);
  return {
    containersStopped: running,
    names: containers.map(nameOf),
    comeBack: those('comes back'),
    mayComeBack: those('may come back'),
    stayStopped: those('stays stopped'),
    removed: those('is removed'),
  };
}

function keepsLiveRestore(after: HostFacts): boolean {
  const flag = after.unit?.flags.findLast(({ name }) => name === 'live-restore');
  return flag ? flag.value !== 'false' : daemonValue(after, 'live-restore') === true;
}

type Fate = 'comes back' | 'may come back' | 'stays stopped' | 'is removed' | 'unknown';

/**
 * Measured with 28.5: containers with `on-failure` that had to be killed run again, those that end
 * by themselves do not; `--rm` is heeded at a restart of the engine, too.
 */
function fateOf({ restartPolicy, autoRemove, isTask }: RunningContainer): Fate {
  if (isTask) return 'comes back';
  if (autoRemove) return 'is removed';
  return fates.find(([policy]) => policy === restartPolicy)?.[1] ?? 'unknown';
}

const fates: readonly (readonly [string, Fate])[] = [
  ['always', 'comes back'],
  ['unless-stopped', 'comes back'],
  ['on-failure', 'may come back'],
  ['no', 'stays stopped'],
];

function nameOf({ name }: RunningContainer): string {
  return name;
}
