import type { Json } from '../../domain/json.ts';
import { isObject } from '../../domain/json-object.ts';

/** What ECMAScript has beyond the types of TypeScript's library: a number's own text. */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: Json, at: { source?: string }) => unknown,
  ): Json;
  rawJSON(text: string): unknown;
}
const exact = JSON as unknown as ExactJson;

/**
 * A value with every digit of its numbers, for printing as JSON. The engine reads 64 bits, and
 * JavaScript rounds beyond 2^53.
 * @param text the value as it is written; null where that is not known
 */
export function withDigits(value: Json, text: string | null): unknown {
  if (text === null || !/\d{16}/.test(text)) return value;
  return merged(
    value,
    exact.parse(text, (_key, each, { source = '' }) =>
      isRounded(each) ? exact.rawJSON(source) : each,
    ),
  );
}

function isRounded(value: Json): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value);
}

/** The value is masked already, so that only its numbers are taken from what is written. */
function merged(value: Json, written: Json | undefined): unknown {
  if (isRounded(value)) return written ?? value;
  if (Array.isArray(value)) {
    return value.map((each, at) => merged(each, Array.isArray(written) ? written[at] : undefined));
  }
  if (!isObject(value)) return value;
  const below = written !== undefined && isObject(written) ? written : {};
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, merged(each, below[key])]),
  );
}
