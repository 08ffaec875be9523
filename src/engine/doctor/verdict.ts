import type { Evidence } from '../../checks/evidence.ts';
import { stagesOf } from '../../checks/stages.ts';
import { greets } from '../../checks/weight.ts';
import type { Verdict } from '../../domain/documents.ts';
import type { PlacedFinding } from './diagnosis.ts';

/**
 * broken: a pull fails, or an error is found · unknown: a pull could not be told · degraded: pulls
 * work, but something is worth a warning · healthy: none of these.
 */
export function verdictOf(evidence: Evidence, findings: readonly PlacedFinding[]): Verdict {
  const has = (severity: PlacedFinding['severity']) =>
    findings.some((finding) => finding.severity === severity);
  const outcomes = evidence.routes.map(outcomeOf);
  if (has('error') || outcomes.includes('failed')) return 'broken';
  if (outcomes.includes('unknown')) return 'unknown';
  return has('warning') ? 'degraded' : 'healthy';
}

/** How a route stands. A bare host has no image to predict; it works when one of its endpoints answers as a registry. */
export function outcomeOf({ hasImage, prediction, walks }: Evidence['routes'][number]) {
  if (hasImage) return prediction.outcome;
  if (walks.some(greets)) return 'pulled';
  const undecided = walks.some((walk) =>
    stagesOf(walk).some((state) => state.outcome === 'unknown'),
  );
  return undecided ? 'unknown' : 'failed';
}
