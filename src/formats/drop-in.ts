import { type ParsedUnit, parseUnit, type UnitAssignment } from './systemd/parse.ts';
import { escapeSpecifiers } from './systemd/specifiers.ts';
import { splitWords } from './systemd/words.ts';
import { applySplices, eolOf, type Splice } from './text.ts';

/** `"NAME=value"` as systemd reads it back: quoted, every `%` doubled. */
function quotedAssignment(name: string, value: string): string {
  return `"${name}=${escaped(value)}"`;
}

/**
 * Sets (or, with null, removes) one variable of Environment= in a unit file, and keeps every other
 * byte. A line that would be left empty goes altogether: `Environment=` alone resets the list.
 */
export function editVariable(text: string, name: string, value: string | null): string {
  const unit = parseUnit(text);
  const places = variablePlaces(unit, name);
  const last = places.at(-1);
  if (value === null) {
    return last ? editVariable(applySplices(text, [removal(text, last)]), name, null) : text;
  }
  if (!last) return addLine(unit, `Environment=${quotedAssignment(name, value)}`, 'Environment');
  return applySplices(text, [{ ...last.span, text: replacement(last, { name, value }) }]);
}

/**
 * Makes a key of [Service] hold exactly these values, one line each: lines that say one of them
 * stay as they are, others go, missing ones are added below.
 */
export function editLines(text: string, key: string, values: readonly string[]): string {
  const unit = parseUnit(text);
  const here = unit.assignments.filter((one) => one.section === 'Service' && one.key === key);
  const gone = here.filter((one) => !values.includes(one.value));
  const kept = new Set(here.map((one) => one.value));
  const pruned = applySplices(
    text,
    gone.map(({ start, end }) => ({ start, end, text: '' })),
  );
  return values
    .filter((value) => !kept.has(value))
    .reduce((result, value) => addLine(parseUnit(result), `${key}=${value}`, key), pruned);
}

/** One `NAME=value` word of an Environment= line. */
interface VariablePlace {
  readonly assignment: UnitAssignment;
  /** the word as it is written */
  readonly raw: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly alone: boolean;
}

/** Words of the name after the last reset, which is what counts. */
function variablePlaces(unit: ParsedUnit, name: string): VariablePlace[] {
  const lines = unit.assignments.filter((one) => {
    return one.section === 'Service' && one.key === 'Environment';
  });
  const alive = lines.slice(lines.findLastIndex((one) => one.value === '') + 1);
  return alive.flatMap((assignment) => {
    const { words } = splitWords(assignment.value, 'environment');
    return words
      .filter((word) => word.text.startsWith(`${name}=`))
      .map((word) => {
        const start = assignment.offsets[word.start] ?? assignment.start;
        const end = (assignment.offsets[word.end - 1] ?? start) + 1;
        const raw = assignment.value.slice(word.start, word.end);
        return { assignment, raw, span: { start, end }, alone: words.length === 1 };
      });
  });
}

function removal(text: string, place: VariablePlace): Splice {
  const { start, end } = place.span;
  if (place.alone) return { start: place.assignment.start, end: place.assignment.end, text: '' };
  const after = /^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0;
  if (after > 0) return { start, end: end + after, text: '' };
  const before = /[ \t]+$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { start: start - before, end, text: '' };
}

/** The word with its new value, in the quotes the old one stood in where those can hold it. */
function replacement(
  place: VariablePlace,
  { name, value }: { name: string; value: string },
): string {
  const text = escaped(value);
  const inner = /^[A-Za-z0-9_]+=(["'])[\s\S]*\1$/.exec(place.raw)?.[1];
  if (inner === '"' || (inner === "'" && !text.includes("'")))
    return `${name}=${inner}${text}${inner}`;
  if (place.raw.startsWith("'") && !text.includes("'")) return `'${name}=${text}'`;
  const plain = !place.raw.startsWith('"') && /^[^\s"'\\]*$/.test(text);
  return plain ? `${name}=${text}` : quotedAssignment(name, value);
}

/** C escapes for what cannot stand in double quotes as it is. */
function escaped(value: string): string {
  return escapeSpecifiers(value)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

/** Adds a line below the last one of its key, else at the end of [Service], else in a new one. */
function addLine(unit: ParsedUnit, line: string, key: string): string {
  const eol = eolOf(unit.text);
  const section = unit.sections.findLast((one) => one.name === 'Service');
  const same = unit.assignments.findLast((one) => one.section === 'Service' && one.key === key);
  const at = same?.end ?? section?.end ?? unit.text.length;
  const before = unit.text.slice(0, at);
  const missing = before === '' || /[\r\n]$/.test(before) ? '' : eol;
  const head = section ? '' : `${before.trim() === '' ? '' : eol}[Service]${eol}`;
  return before + missing + head + line + eol + unit.text.slice(at);
}
