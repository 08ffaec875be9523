import { type Node, parseTree } from 'jsonc-parser';
import type { Json } from '../../domain/json.ts';

/** A value with the place of its text. */
export interface JsonValue {
  readonly start: number;
  readonly end: number;
  /** members of an object, in the order of the text, duplicates included */
  readonly members: readonly JsonMember[] | null;
  /** elements of an array */
  readonly elements: readonly JsonValue[] | null;
  /** the value when it is neither */
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
 */
export function jsonTree(text: string): JsonValue {
  const root = parseTree(text, [], { disallowComments: true });
  if (!root) throw new Error('jsonTree was given a text that is not JSON');
  return toValue(root);
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

function toValue(node: Node): JsonValue {
  const place = { start: node.offset, end: node.offset + node.length };
  if (node.type === 'object') {
    return { ...place, members: (node.children ?? []).map(toMember), elements: null, scalar: null };
  }
  if (node.type === 'array') {
    return { ...place, members: null, elements: (node.children ?? []).map(toValue), scalar: null };
  }
  return { ...place, members: null, elements: null, scalar: node.value ?? null };
}

function toMember(node: Node): JsonMember {
  const [key, value] = node.children ?? [];
  if (!key || !value) throw new Error('jsonTree was given a member without a value');
  const place = { start: node.offset, end: node.offset + node.length };
  return { ...place, key: String(key.value), value: toValue(value) };
}
