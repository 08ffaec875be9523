import { applySplices, eolOf, type Splice } from '../text.ts';
import { same, setTomlKey, tomlString } from './edit.ts';
import { tomlItems } from './layout.ts';

/** A string of a list with its place in the text. */
interface Element {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Makes a list of strings be exactly these. Strings that stay keep their quotes, lines and
 * comments; a line whose string goes, goes with its comment.
 */
export function setTomlStrings(
  text: string,
  place: { readonly table: readonly string[]; readonly key: string },
  wanted: readonly string[],
): string {
  const item = tomlItems(text).find((one) => {
    return one.kind === 'value' && same([...one.table, ...one.path], [...place.table, place.key]);
  });
  const written = item ? text.slice(item.valueStart, item.valueEnd) : '';
  const elements = elementsIn(text, item?.valueStart ?? 0, item?.valueEnd ?? 0);
  const kept = elements.filter((element) => wanted.includes(element.text));
  const isPrefix = kept.every((element, at) => element.text === wanted[at]);
  const last = kept.at(-1);
  if (!isPrefix || !last) return setTomlKey(text, place, printList(wanted, written));
  const gone = elements.filter((element) => !kept.includes(element));
  if (gone.length === 0)
    return applySplices(text, insertions(text, last, wanted.slice(kept.length)));
  const removals = gone.map((element) => removal(text, element, elements));
  return setTomlStrings(applySplices(text, removals), place, wanted);
}

function elementsIn(text: string, from: number, to: number): Element[] {
  const pattern = /#[^\n]*|"((?:\\.|[^"\\\n])*)"|'([^'\n]*)'/g;
  return [...text.slice(from, to).matchAll(pattern)].flatMap((match) => {
    const [raw, basic, literal] = match;
    if (raw.startsWith('#')) return [];
    const start = from + match.index;
    const value = basic === undefined ? (literal ?? '') : unescaped(raw);
    return [{ text: value, start, end: start + raw.length }];
  });
}

/** TOML's `\U` and `\e` have no place in a host name; what JSON cannot read stays as written. */
function unescaped(raw: string): string {
  try {
    return String(JSON.parse(raw));
  } catch {
    return raw.slice(1, -1);
  }
}

function removal(text: string, element: Element, elements: readonly Element[]): Splice {
  const line = /(?:^|(?<=\n))[ \t]*$/.exec(text.slice(0, element.start));
  const rest = /^[ \t]*,?[ \t]*(?:#[^\n]*)?(?:\n|$)/.exec(text.slice(element.end));
  if (line && rest) {
    return { start: line.index, end: element.end + rest[0].length, text: '' };
  }
  const next = elements[elements.indexOf(element) + 1];
  const previous = elements[elements.indexOf(element) - 1];
  if (next) return { start: element.start, end: next.start, text: '' };
  return { start: previous?.end ?? element.start, end: element.end, text: '' };
}

function insertions(text: string, last: Element, added: readonly string[]): Splice[] {
  if (added.length === 0) return [];
  const single = text[last.start] === "'";
  const items = added.map((one) => (single && !one.includes("'") ? `'${one}'` : tomlString(one)));
  const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, last.start))?.[1];
  const after = /^([ \t]*,)?[ \t]*(?:#[^\n]*)?\r?\n/.exec(text.slice(last.end));
  if (indent === undefined || !after) {
    return [{ start: last.end, end: last.end, text: items.map((item) => `, ${item}`).join('') }];
  }
  const comma = after[1] === undefined ? [{ start: last.end, end: last.end, text: ',' }] : [];
  const at = last.end + after[0].length;
  const lines = items.map((item) => `${indent}${item},${eolOf(text)}`).join('');
  return [...comma, { start: at, end: at, text: lines }];
}

/** In the quotes, and one to a line where the old list was. */
function printList(values: readonly string[], like: string): string {
  const single = /^\[\s*'/.test(like) && !values.some((value) => value.includes("'"));
  const items = values.map((value) => (single ? `'${value}'` : tomlString(value)));
  const indent = /\n([ \t]*)['"]/.exec(like)?.[1];
  if (indent === undefined || values.length === 0) return `[${items.join(', ')}]`;
  return `[\n${items.map((item) => `${indent}${item},\n`).join('')}]`;
}
