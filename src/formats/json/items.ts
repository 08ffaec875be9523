import { indentAt, type JsonStyle } from './style.ts';
import { type JsonValue, jsonTree } from './tree.ts';

/** A member or an element with its place. */
export interface Item {
  readonly start: number;
  readonly end: number;
}

/** Takes one item out, with the comma that belongs to it. */
export function removeItem(
  text: string,
  box: JsonValue,
  { items, at }: { items: readonly Item[]; at: number },
): string {
  const item = items[at];
  const next = items[at + 1];
  const previous = items[at - 1];
  if (!item) return text;
  if (next) return text.slice(0, item.start) + text.slice(next.start);
  if (previous) return text.slice(0, previous.end) + text.slice(item.end);
  return text.slice(0, box.start + 1) + text.slice(box.end - 1);
}

/** Puts one item in before the item at `at`, separated as its neighbours are. */
export function insertItem(
  text: string,
  { box, items, at, item }: { box: JsonValue; items: readonly Item[]; at: number; item: string },
  style: JsonStyle,
): string {
  const [first, second] = items;
  if (!first) return fillEmpty(text, { box, item }, style);
  const lead = text.slice(box.start + 1, first.start);
  const gap = second
    ? text.slice(first.end, second.start)
    : `,${/[\r\n]/.test(lead) ? lead : style.afterComma}`;
  const separator = gap.replace(blankLines, '');
  const before = items[at];
  if (before) return text.slice(0, before.start) + item + separator + text.slice(before.start);
  const last = items.at(-1) ?? first;
  return text.slice(0, last.end) + separator + item + text.slice(last.end);
}

/** A line end that is followed by another: a copied separator brings no blank lines along. */
const blankLines = /(?:\r\n|\n|\r(?!\n))[ \t]*(?=[\r\n])/g;

function fillEmpty(
  text: string,
  { box, item }: { box: JsonValue; item: string },
  style: JsonStyle,
): string {
  const open = text.slice(0, box.start + 1);
  const close = text.slice(box.end - 1);
  if (style.indent === null || text[box.start] === '[') return open + item + close;
  const indent = indentAt(text, box.start);
  return `${open}${style.eol}${indent}${style.indent}${item}${style.eol}${indent}${close}`;
}

/** The value that starts at an offset, in a text that has changed behind it. */
export function boxAt(text: string, start: number): JsonValue {
  const find = (value: JsonValue): JsonValue | undefined => {
    if (value.start === start) return value;
    const below = value.elements ?? (value.members ?? []).map((member) => member.value);
    const child = below.find((one) => one.start <= start && start < one.end);
    return child && find(child);
  };
  const found = find(jsonTree(text));
  if (!found) throw new Error(`no JSON value starts at ${start}`);
  return found;
}
