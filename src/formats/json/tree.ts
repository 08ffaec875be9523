import { type Node, parseTree } from 'jsonc-parser';
import type { Json } from '../../domain/json.ts';
import { deepValues } from './deep-values.ts';

/** A value with the place of its text. */
export interface JsonValue {
  readonly start: number;
  readonly end: number;
  /** members of an object, in the order of the text, duplicates included */
  readonly members: readonly JsonMember[] | null;
  /** elements of an array */
  readonly elements: readonly JsonValue[] | null;
  /** the value when it is neither; its text where it is nested too deep to be taken apart */
  readonly scalar: null | boolean | number | string;
}

export interface JsonMember {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly value: JsonValue;
}

/**
 * The tree of a text that `scanGoValue` has accepted. Offsets come from jsonc-parser; its
 * `modify` is not used, because it edits the first of duplicate keys where Go obeys the last.
 *
 * An engine reads 10,000 levels; whoever walks a tree would overflow the stack long before. No key
 * has a meaning so far down, so what lies there stays one piece.
 */
export function jsonTree(text: string): JsonValue {
  const deep = deepValues(text);
  const root = parseTree(blanked(text, deep), [], { disallowComments: true });
  if (!root) throw new Error('jsonTree was given a text that is not JSON');
  return toValue(root, new Map(deep.map(({ start, end }) => [start, text.slice(start, end)])));
}

/** Strings of the same length in place of some values, so that every offset stays. */
function blanked(text: string, values: readonly { start: number; end: number }[]): string {
  const pieces = values.map(({ start, end }, at) => {
    return `${text.slice(values[at - 1]?.end ?? 0, start)}"${' '.repeat(end - start - 2)}"`;
  });
  return pieces.join('') + text.slice(values.at(-1)?.end ?? 0);
}

/**
 * The value as Go decodes it into the engine's configuration: the last of duplicate keys wins,
 * except that objects under one key accumulate (encoding/json decodes into the same struct).
 */
export function asGoReads(node: JsonValue): Json {
  if (node.elements) return node.elements.map(asGoReads);
  if (!node.members) return node.scalar;
  const values = new Map<string, Json>();
  for (const { key, value } of node.members) {
    const read = asGoReads(value);
    const earlier = values.get(key);
    values.set(key, isObject(earlier) && isObject(read) ? { ...earlier, ...read } : read);
  }
  return Object.fromEntries(values);
}

/**
 * Every member a path leads to, in the order of the text, through all duplicates that still count:
 * objects after the last value that is none.
 */
export function membersAt(node: JsonValue, path: readonly string[]): JsonMember[] {
  const [key, ...rest] = path;
  const here = (node.members ?? []).filter((member) => member.key === key);
  if (rest.length === 0) return here;
  const alive = here.slice(here.findLastIndex((member) => !member.value.members) + 1);
  return alive.flatMap((member) => membersAt(member.value, rest));
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two values say the same; the order of an object's keys says nothing. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, at) => sameJson(value, b[at]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

/** What is too deep to be taken apart, by the offset where it begins. */
type Deep = ReadonlyMap<number, string>;

function toValue(node: Node, deep: Deep): JsonValue {
  const place = { start: node.offset, end: node.offset + node.length };
  const children = node.children ?? [];
  if (node.type === 'object') {
    const members = children.map((child) => toMember(child, deep));
    return { ...place, members, elements: null, scalar: null };
  }
  if (node.type === 'array') {
    const elements = children.map((child) => toValue(child, deep));
    return { ...place, members: null, elements, scalar: null };
  }
  const scalar = deep.get(node.offset) ?? node.value ?? null;
  return { ...place, members: null, elements: null, scalar };
}

function toMember(node: Node, deep: Deep): JsonMember {
  const [key, value] = node.children ?? [];
  if (!key || !value) throw new Error('jsonTree was given a member without a value');
  const place = { start: node.offset, end: node.offset + node.length };
  return { ...place, key: String(key.value), value: toValue(value, deep) };
}
