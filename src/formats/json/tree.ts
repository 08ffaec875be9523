import type { Json } from '../../domain/json.ts';
import { isSpace } from './go-scanner.ts';

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
 * The tree of the first value in a text, which `scanGoValue` has accepted.
 *
 * An engine reads 10,000 levels; whoever walks a tree would overflow the stack long before. No key
 * has a meaning so far down, so what lies there stays one piece.
 *
 * @param from where to begin; offsets count from the text's beginning all the same
 */
export function jsonTree(text: string, from = 0): JsonValue {
  return new Reader(text, from).value(1);
}

/** Levels that are taken apart: far more than any key of the engine has, and than a profile may have. */
const levelsRead = 100;

const string = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#at = from;
  }

  value(level: number): JsonValue {
    this.#skipSpace();
    const start = this.#at;
    const first = this.#text[start];
    const read = { members: null, elements: null, scalar: null };
    if ((first === '{' || first === '[') && level > levelsRead) {
      return { ...read, start, scalar: this.#whole(), end: this.#at };
    }
    if (first === '{') return { ...read, start, members: this.#members(level), end: this.#at };
    if (first === '[') return { ...read, start, elements: this.#elements(level), end: this.#at };
    return { ...read, start, scalar: this.#scalar(), end: this.#at };
  }

  #members(level: number): JsonMember[] {
    return this.#items('}', () => {
      const start = this.#at;
      const key: string = JSON.parse(this.#take(string));
      this.#skipSpace();
      this.#at += 1;
      const value = this.value(level + 1);
      return { key, start, end: value.end, value };
    });
  }

  #elements(level: number): JsonValue[] {
    return this.#items(']', () => this.value(level + 1));
  }

  /** What stands between the brackets, of which the first is next. */
  #items<Item>(close: string, next: () => Item): Item[] {
    const items: Item[] = [];
    do {
      this.#at += 1;
      this.#skipSpace();
      if (this.#text[this.#at] !== close) items.push(next());
      this.#skipSpace();
    } while (this.#text[this.#at] === ',');
    if (this.#text[this.#at] !== close) throw notJson();
    this.#at += 1;
    return items;
  }

  #scalar(): JsonValue['scalar'] {
    return JSON.parse(this.#take(this.#text[this.#at] === '"' ? string : word));
  }

  /** A list or an object in one piece. */
  #whole(): string {
    const start = this.#at;
    let open = 0;
    const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g;
    token.lastIndex = start;
    do {
      const [bracket] = token.exec(this.#text) ?? [];
      if (bracket === undefined) throw notJson();
      if (bracket === '[' || bracket === '{') open += 1;
      else if (bracket === ']' || bracket === '}') open -= 1;
    } while (open > 0);
    this.#at = token.lastIndex;
    return this.#text.slice(start, this.#at);
  }

  #skipSpace(): void {
    while (isSpace(this.#text[this.#at])) this.#at += 1;
  }

  #take(what: RegExp): string {
    what.lastIndex = this.#at;
    const [taken] = what.exec(this.#text) ?? [];
    if (taken === undefined) throw notJson();
    this.#at += taken.length;
    return taken;
  }
}

function notJson(): Error {
  return new Error('jsonTree was given a text that is not JSON');
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
