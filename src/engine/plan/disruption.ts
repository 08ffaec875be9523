import type { HostFacts } from '../../domain/facts.ts';
import type { Disruption, ServiceAction } from '../../domain/plan.ts';

/** Restart policies with which a container is up again after the engine is. */
const returning = ['always', 'unless-stopped'];

/**
 * Which containers an action stops. Without live-restore the engine stops all of them when it
 * goes; with swarm it refuses live-restore (moby daemon/daemon.go).
 */
export function disruptionOf(action: ServiceAction, facts: HostFacts): Disruption {
  const survives = facts.info?.liveRestore === true && !facts.info.swarm;
  if (action !== 'restart' || survives) return { containersStopped: 0, names: [], comeBack: [] };
  const { containers } = facts;
  return {
    containersStopped: Math.max(containers.length, facts.info?.containersRunning ?? 0),
    names: containers.map((container) => container.name),
    comeBack: containers
      .filter((container) => returning.includes(container.restartPolicy))
      .map((container) => container.name),
  };
}
