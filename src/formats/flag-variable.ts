import type { Reading } from './environment-file/systemd-reading.ts';
import {
  lastReading,
  parseEnvironmentFile,
  type Reader,
  removeVariable,
  setVariable,
  type VariableWish,
  variablesOf,
} from './environment-file.ts';
import { type FlagValues, flagSplices } from './flags.ts';
import { applySplices, type Splice } from './text.ts';

/** A flag that lives in a variable of an environment file: `OPTIONS='--log-driver=journald'`. */
export interface FlagWish extends FlagValues {
  /** `OPTIONS`, `DOCKER_OPTS`, `INSECURE_REGISTRY`, … */
  readonly variable: string;
  readonly reader: Reader;
  /** another place sets it as well, which would come to light if it went from here */
  readonly hides?: boolean;
}

/**
 * Makes a flag in a variable hold exactly the values wished for. Quotes, continuation lines and
 * every other flag keep their bytes; a variable that is missing is added.
 * @throws Failure needsDecision when the file's quoting is broken in a way that swallows it
 */
export function editFlag(text: string, wish: FlagWish): string {
  const reading = lastReading(parseEnvironmentFile(text, wish.reader), wish.variable, wish.reader);
  const value = reading?.value ?? '';
  const splices = flagSplices(value, wish);
  if (splices.length === 0) return text;
  const wanted = applySplices(value, splices);
  const without =
    wanted === '' && !wish.hides
      ? withoutOwnLine(text, { name: wish.variable, value, reader: wish.reader })
      : null;
  if (without !== null) return without;
  const least = splices.map((splice) => withoutCommon(value, splice));
  const edited = reading ? inPlace(text, reading, least) : null;
  if (edited !== null && reads(edited, wish) === wanted) return edited;
  return setVariable(text, { name: wish.variable, value: wanted, reader: wish.reader });
}

/**
 * The text without the variable, where its line is just what setting it would add there: then
 * nothing was there before. A line that somebody wrote stays, empty.
 */
function withoutOwnLine(text: string, wish: VariableWish): string | null {
  const without = removeVariable(text, wish.name, wish.reader);
  return setVariable(without, wish) === text ? without : null;
}

/** A splice without the beginning and the end that stay as they are. */
function withoutCommon(value: string, { start, end, text }: Splice): Splice {
  const old = value.slice(start, end);
  const most = Math.min(old.length, text.length);
  let head = 0;
  while (head < most && old[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

/**
 * The splices, moved to where the characters of the value are written; null if they cannot be. What
 * a splice takes away may be written in several assignments: each loses its own part.
 */
function inPlace(text: string, { offsets }: Reading, splices: readonly Splice[]): string | null {
  const moved = splices.flatMap(({ start, end, text: by }): (Splice | null)[] => {
    if (!/^[\w@%+:,./=[\] -]*$/.test(by)) return [null];
    const [first, ...others] = runs(text, offsets.slice(start, end));
    if (first) return [{ ...first, text: by }, ...others];
    const before = offsets[start - 1];
    const at = before === undefined ? offsets[start] : before + 1;
    return [at === undefined ? null : { start: at, end: at, text: by }];
  });
  const found = moved.filter((one) => one !== null);
  const isApart = found
    .toSorted((a, b) => a.start - b.start)
    .every((one, at, all) => at === 0 || (all[at - 1]?.end ?? 0) <= one.start);
  return found.length < moved.length || !isApart ? null : applySplices(text, found);
}

/** The stretches of the text that some characters are written in, without anything foreign. */
function runs(text: string, offsets: readonly number[]): readonly Splice[] {
  const found: { start: number; end: number; text: string }[] = [];
  for (const offset of offsets) {
    const last = found.at(-1);
    if (last && offset >= last.end && isOneText(text.slice(last.end, offset)))
      last.end = offset + 1;
    else found.push({ start: offset, end: offset + 1, text: '' });
  }
  return found;
}

/** Between two characters of one text stand at most quotes, escapes and joined lines. */
function isOneText(between: string): boolean {
  return /^(?:["'\\]|\\\r?\n)*$/.test(between);
}

function reads(text: string, { variable, reader }: FlagWish): string | undefined {
  return variablesOf(parseEnvironmentFile(text, reader), reader).get(variable)?.value;
}
