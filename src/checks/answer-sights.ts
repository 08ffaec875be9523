import type { Stage } from '../domain/outcome.ts';
import type { HttpSeen } from '../probes/seen.ts';
import type { Found } from './contract.ts';
import type { RouteSeen } from './evidence.ts';
import { subjectOf, type WalkSight, walkSights } from './sights.ts';
import { type StageState, stagesOf } from './stages.ts';

/** A walk whose hop was opened and whose registry then answered with something unfit. */
export interface AnswerSight extends WalkSight {
  readonly subject: string;
  readonly stage: Stage;
  /** `HTTP_403`, `HTML`, `NO_TOKEN`, … */
  readonly reason: string;
  /** null when no answer came */
  readonly seen: HttpSeen | null;
}

/** Every failed stage from `/v2/` on: the first of each walk. */
export function answerSights(routes: readonly RouteSeen[]): readonly AnswerSight[] {
  return walkSights(routes).flatMap((sight) => {
    const { walk } = sight;
    const failed = countingFailure(sight);
    if (!failed || failed.reason === null || !(failed.stage in answers)) return [];
    const outcome = walk[failed.stage as keyof typeof answers];
    const seen = outcome.kind === 'saw' ? outcome.data : null;
    const subject = subjectOf(walk.endpoint);
    return [{ ...sight, subject, stage: failed.stage, reason: failed.reason, seen }];
  });
}

/** What the registry itself (no mirror, and no page in its place) made of the question for a manifest. */
export function manifestSights(
  routes: readonly RouteSeen[],
  reason: string,
): readonly AnswerSight[] {
  return answerSights(routes).filter(
    (sight) =>
      !isMirror(sight) &&
      sight.stage === 'manifest' &&
      sight.reason === reason &&
      sight.seen?.page == null,
  );
}

/** The first failed stage that the engine does not go on from. */
export function countingFailure(sight: WalkSight): StageState | null {
  const failed = stagesOf(sight.walk).find(
    ({ outcome, stage }) => outcome === 'failed' && !(stage === 'v2' && isRescued(sight)),
  );
  return failed ?? null;
}

const answers = { v2: true, token: true, manifest: true, blob: true } as const;

/** The classic store goes on after an odd greeting; only if the manifest fails too does it count. */
function isRescued({ walk }: WalkSight): boolean {
  return stagesOf(walk).some(({ stage, outcome }) => stage === 'manifest' && outcome === 'ok');
}

/** What identifies an answer in a report. */
export function answerLines({ seen, stage, reason }: AnswerSight): readonly string[] {
  if (!seen) return [`${stage}: ${reason}`];
  const { method, url, status, errors, page, headers } = seen;
  return [
    `${method} ${url} → ${status}`,
    ...errors.map(({ code, message }) => `${code}: ${message}`),
    ...(page === null ? [] : [`page: ${page || '(no title)'}`]),
    ...(headers.server ? [`Server: ${headers.server}`] : []),
  ];
}

/** What every finding about an answer says: of whom, how grave it is, what came, and where. */
export function aboutAnswer(
  sight: AnswerSight,
): Pick<Found, 'subject' | 'severity' | 'seen' | 'places'> {
  const { subject, severity, place, stage } = sight;
  return { subject, severity, seen: answerLines(sight), places: [place(stage)] };
}

export function isMirror({ walk }: Pick<WalkSight, 'walk'>): boolean {
  return walk.endpoint.role === 'mirror';
}
