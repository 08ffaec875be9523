import { predictClassic } from './predict-classic.ts';
import { predictContainerd } from './predict-containerd.ts';
import type { Route } from './route.ts';
import type { Prediction, Trial } from './trial.ts';

/**
 * What `docker pull` would do with this route, given how each endpoint did. Where an endpoint is
 * unknown, both ways it can go are followed: only what they agree on is said.
 * @param trials one for each endpoint of the route, in its order; a missing one is unknown
 */
export function predict(route: Route, trials: readonly Trial[]): Prediction {
  if (route.refused) {
    const { refused, engineText = refused.en } = route;
    return { outcome: 'failed', servedBy: null, error: engineText };
  }
  const given = route.endpoints.map((_endpoint, index) => trials[index] ?? unknown);
  const open = given.flatMap((trial, index) => (trial.kind === 'unknown' ? [index] : []));
  if (open.length > mostUnknowns) return undecided;
  const judge = route.engine.store === 'containerd' ? predictContainerd : predictClassic;
  const worlds = Array.from({ length: 2 ** open.length }, (_, world) =>
    judge(
      route,
      given.map((trial, index) => settle(trial, open.indexOf(index), world)),
    ),
  );
  const { error, ...rest } = worlds.reduce(agreed);
  // A page that ends in a newline is shown with it; nothing hangs on that.
  return { ...rest, error: error?.trimEnd() ?? null };
}

const unknown: Trial = { kind: 'unknown' };
const undecided: Prediction = { outcome: 'unknown', servedBy: null, error: null };

/** 2⁸ worlds are computed in a blink; nobody has more unknown endpoints on one route. */
const mostUnknowns = 8;

/** An unknown endpoint serves where its bit of the world is set, and cannot be reached otherwise. */
function settle(trial: Trial, bit: number, world: number): Trial {
  if (bit === -1) return trial;
  if ((world >> bit) % 2 === 1) return { kind: 'served' };
  return { kind: 'transport', leg: 'ping', cause: 'other', detail: {}, url: null };
}

function agreed(one: Prediction, other: Prediction): Prediction {
  if (one.outcome !== other.outcome) return undecided;
  return {
    outcome: one.outcome,
    servedBy: one.servedBy === other.servedBy ? one.servedBy : null,
    error: one.error === other.error ? one.error : null,
  };
}
