import type { RouteSeen, ServiceSeen } from '../../checks/evidence.ts';
import type { Prediction } from '../../domain/trial.ts';

/**
 * Corrects what was predicted from the network alone: without an engine that answers, no pull
 * works, however good the way is.
 * @param socket where the docker command looks for the engine
 */
export function withEngine(
  routes: readonly RouteSeen[],
  service: ServiceSeen | null,
  socket: string,
): readonly RouteSeen[] {
  const instead = service && predictionOf(service, socket);
  if (!instead) return routes;
  return routes.map((route) => (route.hasImage ? { ...route, prediction: instead } : route));
}

function predictionOf(service: ServiceSeen, socket: string): Prediction | null {
  const rests = service.active === 'inactive' || service.active === 'failed';
  if (!rests) return null;
  const failed: Prediction = {
    outcome: 'failed',
    servedBy: null,
    // docker/cli vendor/github.com/moby/moby/client/errors.go connectionFailed
    error: `Cannot connect to the Docker daemon at unix://${socket}. Is the docker daemon running?`,
  };
  if (!service.socketListens) return failed;
  // The next pull starts it; whether it comes up this time is not known.
  return service.active === 'failed' ? { ...failed, outcome: 'unknown', error: null } : null;
}
