import type { Reading } from './environment-file/systemd-reading.ts';
import {
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
}

/**
 * Makes a flag in a variable hold exactly the values wished for. Quotes, continuation lines and
 * every other flag keep their bytes; a variable that is missing is added.
 * @throws Failure needsDecision when the file's quoting is broken in a way that swallows it
 */
export function editFlag(text: string, wish: FlagWish): string {
  const file = parseEnvironmentFile(text);
  const current = file.assignments.findLast((one) => {
    return one.name === wish.variable && one[wish.reader];
  });
  const reading = current?.[wish.reader];
  const value = reading?.value ?? '';
  const splices = flagSplices(value, wish);
  if (splices.length === 0) return text;
  const wanted = applySplices(value, splices);
  const without =
    wanted === ''
      ? withoutOwnLine(text, { name: wish.variable, value, reader: wish.reader })
      : null;
  if (without !== null) return without;
  const edited = reading ? inPlace(text, reading, splices) : null;
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

/** The splices, moved to where the characters of the value are written; null if they cannot be. */
function inPlace(text: string, reading: Reading, splices: readonly Splice[]): string | null {
  const { offsets } = reading;
  const moved = splices.map(({ start, end, text: by }) => {
    const last = offsets[end - 1];
    const first = end > start ? offsets[start] : last === undefined ? offsets[0] : last + 1;
    if (first === undefined || !/^[\w@%+:,./=[\] -]*$/.test(by)) return null;
    return { start: first, end: end > start && last !== undefined ? last + 1 : first, text: by };
  });
  return moved.includes(null)
    ? null
    : applySplices(
        text,
        moved.filter((one) => one !== null),
      );
}

function reads(text: string, { variable, reader }: FlagWish): string | undefined {
  return variablesOf(parseEnvironmentFile(text), reader).get(variable)?.value;
}
