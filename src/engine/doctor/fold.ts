import type { Check, Found, Place } from '../../checks/contract.ts';
import type { Severity } from '../../domain/finding.ts';
import type { PlacedFinding } from './diagnosis.ts';

interface Judged {
  readonly check: Check;
  readonly found: Found;
}

/**
 * Turns what the checks found into findings: the same code and subject once, each under the
 * finding that causes it, root causes first.
 */
export function fold(judged: readonly Judged[]): readonly PlacedFinding[] {
  const merged = merge(judged);
  const causes = new Map(merged.map((each) => [each, causeOf(each, merged)] as const));
  const findings = merged.map((each) => findingOf(each, causes.get(each) ?? null));
  const stopping = merged.filter(({ check }) => check.stopsEngine).map(({ check }) => check.code);
  return inOrder(findings, new Set(stopping));
}

/** One host behind ten images is one problem, at ten places. */
function merge(judged: readonly Judged[]): readonly Judged[] {
  const byName = new Map<string, Judged>();
  for (const each of judged) {
    const name = nameOf(each);
    const known = byName.get(name);
    byName.set(name, known ? join(known, each) : each);
  }
  return [...byName.values()];
}

function join(one: Judged, other: Judged): Judged {
  const severities = [one, other].map(severityOf);
  const found = {
    ...one.found,
    severity: severities.includes('error') ? 'error' : (severities[0] ?? one.check.severity),
    seen: [...new Set([...one.found.seen, ...other.found.seen])],
    places: [...one.found.places, ...other.found.places],
  } satisfies Found;
  return { check: one.check, found };
}

function severityOf({ check, found }: Judged): Severity {
  return found.severity ?? check.severity;
}

function nameOf({ check, found }: Judged): string {
  return `${check.code} ${found.subject}`;
}

/** The first code of the check's list that was found where this one was found, or about the same. */
function causeOf(each: Judged, all: readonly Judged[]): Judged | null {
  for (const code of each.check.causes) {
    const cause = all.find((other) => other.check.code === code && isRelated(other, each));
    if (cause) return cause;
  }
  return null;
}

/** What has no place in a walk is about the whole host, and may explain anything. */
function isRelated(cause: Judged, effect: Judged): boolean {
  if (cause === effect) return false;
  if (cause.found.explains && !cause.found.explains.includes(effect.check.code)) return false;
  if (cause.found.subject === effect.found.subject) return true;
  if (cause.found.places.length === 0) return true;
  return cause.found.places.some((place) =>
    effect.found.places.some((other) => isSameWalk(place, other)),
  );
}

/** Two places on the way to one endpoint, for one image. */
export function isSameWalk(one: Place, other: Place): boolean {
  return one.image === other.image && one.endpoint === other.endpoint;
}

function findingOf(each: Judged, cause: Judged | null): PlacedFinding {
  const { check, found } = each;
  return {
    code: check.code,
    severity: severityOf(each),
    subject: found.subject,
    title: check.title,
    text: found.text,
    seen: found.seen,
    causedBy: cause ? nameOf(cause) : null,
    rootCause: cause === null,
    remedies: found.remedies,
    places: found.places,
  };
}

const ranks: { readonly [S in Severity]: number } = { error: 0, warning: 1, notice: 2 };

/**
 * What keeps the engine down before all else; then root causes by severity, then by how much they
 * explain; what follows from each right behind it. Findings whose cause was folded into a circle
 * stay roots.
 */
function inOrder(
  findings: readonly PlacedFinding[],
  stopping: ReadonlySet<string>,
): readonly PlacedFinding[] {
  const ordered: PlacedFinding[] = [];
  const add = (finding: PlacedFinding) => {
    if (ordered.includes(finding)) return;
    ordered.push(finding);
    for (const effect of effectsOf(finding, findings)) add(effect);
  };
  const weight = (finding: PlacedFinding) =>
    finding.places.length + effectsOf(finding, findings).length;
  const stops = ({ code }: PlacedFinding) => stopping.has(code);
  const roots = findings.filter((finding) => finding.rootCause);
  const sorted = roots.toSorted(
    (a, b) =>
      Number(stops(b)) - Number(stops(a)) ||
      worst(a, findings) - worst(b, findings) ||
      weight(b) - weight(a),
  );
  for (const root of sorted) add(root);
  for (const left of findings) add(left);
  return ordered;
}

function effectsOf(
  cause: PlacedFinding,
  findings: readonly PlacedFinding[],
): readonly PlacedFinding[] {
  const name = `${cause.code} ${cause.subject}`;
  return findings
    .filter((finding) => finding.causedBy === name && finding !== cause)
    .toSorted((a, b) => ranks[a.severity] - ranks[b.severity] || a.code.localeCompare(b.code));
}

/** A notice that explains an error is as urgent as the error. */
function worst(root: PlacedFinding, findings: readonly PlacedFinding[]): number {
  const own = effectsOf(root, findings).map((effect) => ranks[effect.severity]);
  return Math.min(ranks[root.severity], ...own);
}
