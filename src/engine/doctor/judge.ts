import type { Check, Found } from '../../checks/contract.ts';
import type { Evidence } from '../../checks/evidence.ts';
import type { CheckState, Diagnosis, PlacedFinding } from './diagnosis.ts';
import { fold, isSameWalk } from './fold.ts';
import { verdictOf } from './verdict.ts';

/**
 * Runs every check over the evidence and folds what they find. Evidence that was saved is judged
 * the same way. A check that throws is a state of its own and stops no other.
 */
export function judge(
  evidence: Evidence,
  checks: readonly Check[],
): Pick<Diagnosis, 'checks' | 'findings' | 'verdict'> {
  const results = withoutResorts(checks.map((check) => ({ check, ...run(check, evidence) })));
  const states = results.map(({ check, found, trouble }): CheckState => {
    const state = trouble !== null ? 'crashed' : found.length > 0 ? 'found' : 'passed';
    return { code: check.code, state, trouble };
  });
  const findings: readonly PlacedFinding[] = fold(
    results.flatMap(({ check, found }) => found.map((each) => ({ check, found: each }))),
  );
  return { checks: states, findings, verdict: verdictOf(evidence, findings) };
}

interface Result {
  readonly check: Check;
  readonly found: readonly Found[];
  readonly trouble: string | null;
}

/** A last resort speaks only of walks that no other finding is about. */
function withoutResorts(results: readonly Result[]): readonly Result[] {
  const named = results
    .filter(({ check }) => !check.lastResort)
    .flatMap(({ check, found }) =>
      found.filter(({ severity }) => (severity ?? check.severity) !== 'notice'),
    )
    .flatMap(({ places }) => places);
  const isNamed = ({ places }: Found) =>
    places.some((place) => named.some((other) => isSameWalk(place, other)));
  return results.map((result) =>
    result.check.lastResort
      ? { ...result, found: result.found.filter((each) => !isNamed(each)) }
      : result,
  );
}

function run(check: Check, evidence: Evidence): Omit<Result, 'check'> {
  try {
    return { found: check.judge(evidence), trouble: null };
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { found: [], trouble: text.split('\n', 1)[0] ?? '' };
  }
}
