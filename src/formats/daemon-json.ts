import type { EngineVersion } from '../domain/engine.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Said } from '../domain/said.ts';
import { type Broken, findFault, type Span } from './daemon-json/fault.ts';
import { type Decoded, decode, type Encoding, encode } from './encoding.ts';
import { type JsonEdit, spliceJson } from './json/splice.ts';
import { asGoReads, isObject, type JsonValue, membersAt } from './json/tree.ts';
import { type Place, placeAt } from './text.ts';

/** A daemon.json that the engine reads. */
export interface DaemonJson {
  readonly kind: 'ok';
  /** as the engine decodes it: the last of duplicate keys wins */
  readonly values: JsonObject;
  readonly duplicates: readonly Duplicate[];
  /** keys at the top whose number is spelt with a point or an exponent, as it is spelt */
  readonly fractions: ReadonlyMap<string, string>;
  /** engines up to 20.10 read the first value only: where the text they ignore begins */
  readonly ignoredFrom: Place | null;
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly bytes: Uint8Array;
  /** without byte-order mark */
  readonly text: string;
  /** offsets of the value that the engine reads; white space and ignored text lie outside */
  readonly span: Span;
  /** Where the key that the engine obeys stands; null when it is not set. */
  at(key: string | readonly string[]): Place | null;
  /** The value that the engine obeys as it is written; null where the key is not set, or set twice. */
  literal(key: string): string | null;
  /** Where an entry of the list stands that the engine obeys under a key; null when there is none. */
  itemAt(key: string, index: number): Place | null;
}

/** A key that stands more than once; the engine obeys the last place. */
export interface Duplicate {
  readonly path: readonly string[];
  readonly places: readonly Place[];
}

/** A daemon.json that keeps the engine from starting. */
export interface BrokenDaemonJson {
  readonly kind: 'broken';
  readonly line: number;
  readonly column: number;
  /** the cause in a sentence, then the lines with a caret; secrets masked */
  readonly reason: Said;
  /** what the engine prints after `unable to configure the Docker daemon with file …: ` */
  readonly engineText: string;
  /** the whole text as it was meant, where there is one sensible reading */
  readonly repaired: string | null;
}

/**
 * Reads a daemon.json as an engine would.
 * @param version null: the newest engine's rules
 * Sources: moby daemon/config/config.go (getConflictFreeConfiguration); up to 20.10 a streaming
 * decoder that knows no byte-order mark and stops after the first value.
 */
export function readDaemonJson(
  bytes: Uint8Array,
  version: EngineVersion | null,
): DaemonJson | BrokenDaemonJson {
  const decoded = decode(bytes);
  const found = findFault({ bytes, decoded, version });
  if ('broken' in found) return broken(found.broken, decoded.text);
  return document({ bytes, ...decoded }, found);
}

/** What stands for a file that does not exist yet; editing it starts one in dockcfg's own style. */
export const absentDaemonJson: DaemonJson = document(
  { bytes: new Uint8Array(0), text: '', encoding: 'utf-8', bom: false },
  { span: { start: 0, end: 0 }, root: null },
);

/**
 * The file after the edits: indentation, tabs, line ends, byte-order mark, key order, numbers and
 * the final newline stay; the very same bytes come back when the edits change nothing. Of
 * duplicate keys the one the engine obeys is set; a removed key is removed everywhere.
 */
export function editDaemonJson(doc: DaemonJson, edits: readonly JsonEdit[]): Uint8Array {
  const { start, end } = doc.span;
  const isEmpty = start === end;
  if (isEmpty && edits.every((edit) => edit.value === undefined)) return doc.bytes;
  const body = isEmpty ? '{}' : doc.text.slice(start, end);
  const edited = removalsLast(edits).reduce(spliceJson, body);
  if (edited === body && !isEmpty) return doc.bytes;
  const text = isEmpty ? `${edited}\n` : doc.text.slice(0, start) + edited + doc.text.slice(end);
  return encode(text, doc);
}

/**
 * What goes goes last, so that an object is never emptied in between and keeps its layout; but not
 * what makes room for a new value at its own place.
 */
function removalsLast(edits: readonly JsonEdit[]): readonly JsonEdit[] {
  const makesRoom = ({ path }: JsonEdit) =>
    edits.some(
      (other) => other.value !== undefined && path.every((key, at) => key === other.path[at]),
    );
  const last = edits.filter((edit) => edit.value === undefined && !makesRoom(edit));
  return [...edits.filter((edit) => !last.includes(edit)), ...last];
}

function document(
  from: Decoded & { bytes: Uint8Array },
  { span, root }: { readonly span: Span; readonly root: JsonValue | null },
): DaemonJson {
  const { text } = from;
  const values = root ? asGoReads(root) : {};
  const rest = /\S/.exec(text.slice(span.end));
  return {
    kind: 'ok',
    ...from,
    values: isObject(values) ? values : {},
    duplicates: root ? duplicatesIn(root, text) : [],
    fractions: new Map(root ? fractionsIn(root, text) : []),
    ignoredFrom: rest ? placeAt(text, span.end + rest.index) : null,
    span,
    at: (key) => {
      const path = typeof key === 'string' ? [key] : key;
      const member = root && membersAt(root, path).at(-1);
      return member ? placeAt(text, member.start) : null;
    },
    literal: (key) => {
      const [member, another] = root ? membersAt(root, [key]) : [];
      return member && !another ? text.slice(member.value.start, member.value.end) : null;
    },
    itemAt: (key, index) => {
      const item = root && membersAt(root, [key]).at(-1)?.value.elements?.[index];
      return item ? placeAt(text, item.start) : null;
    },
  };
}

function duplicatesIn(value: JsonValue, text: string, path: readonly string[] = []): Duplicate[] {
  const byKey = Map.groupBy(value.members ?? [], (member) => member.key);
  return [...byKey].flatMap(([key, members]) => {
    const here = [...path, key];
    const places = members.map((member) => placeAt(text, member.start));
    const below = members.flatMap((member) => duplicatesIn(member.value, text, here));
    return members.length > 1 ? [{ path: here, places }, ...below] : below;
  });
}

/** `15.0` and `1e3` are whole to JavaScript and not to Go, which refuses them (measured on 26.1). */
function fractionsIn({ members }: JsonValue, text: string): [string, string][] {
  return (members ?? []).flatMap(({ key, value }): [string, string][] => {
    const literal = text.slice(value.start, value.end);
    return typeof value.scalar === 'number' && /[.eE]/.test(literal) ? [[key, literal]] : [];
  });
}

function broken(fault: Broken, text: string): BrokenDaemonJson {
  const { line, column } = placeAt(text, fault.offset);
  const { reason, engineText, repaired } = fault;
  return { kind: 'broken', line, column, reason, engineText, repaired };
}
