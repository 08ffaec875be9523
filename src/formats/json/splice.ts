import type { Json } from '../../domain/json.ts';
import { boxAt, insertItem, removeItem } from './items.ts';
import { indentAt, isTall, type JsonStyle, printJson, printMember, styleOf } from './style.ts';
import { asGoReads, isObject, type JsonValue, jsonTree, membersAt, sameJson } from './tree.ts';

/** Makes the value at a path be `value`; undefined removes it. */
export interface JsonEdit {
  readonly path: readonly string[];
  readonly value: Json | undefined;
}

/**
 * Edits a JSON text in place: only the bytes of what changes are touched, and nothing at all when
 * the text already says so. Of duplicate keys the last is set (Go obeys it) and all are removed.
 * @param text JSON with an object (or null) at the top, as `scanGoValue` accepts it
 */
export function spliceJson(text: string, edit: JsonEdit): string {
  const root = jsonTree(text);
  if (!root.members && edit.value === undefined) return text;
  const style = styleOf(text, root);
  if (!root.members)
    return replace(text, root, printJson(nested(edit.path, edit.value), style, ''));
  if (edit.value === undefined) return remove(text, edit.path);
  const setting = { path: edit.path, value: edit.value };
  const result = set(text, setting, style);
  const wanted = withValue(asGoReads(root), edit.path, edit.value);
  if (sameJson(asGoReads(jsonTree(result)), wanted)) return result;
  return set(withoutShadowed(text, edit.path), setting, style);
}

/** Objects under duplicate keys add up; where that gets in the way, only the last one stays. */
function withoutShadowed(text: string, path: readonly string[]): string {
  return path.reduce((result, _, depth) => {
    const prefix = path.slice(0, depth + 1);
    const parent = prefix.slice(0, -1);
    const root = jsonTree(result);
    const box = parent.length === 0 ? root : membersAt(root, parent).at(-1)?.value;
    const items = box?.members ?? [];
    const last = items.findLastIndex(({ key }) => key === prefix.at(-1));
    const doubles = items.flatMap(({ key }, at) =>
      key === prefix.at(-1) && at < last ? [at] : [],
    );
    return doubles.reduceRight(
      (now, at) => (box ? removeItem(now, box, { items, at }) : now),
      result,
    );
  }, text);
}

type Setting = { readonly path: readonly string[]; readonly value: Json };

function set(text: string, edit: Setting, style: JsonStyle): string {
  const root = jsonTree(text);
  const current = valueAt(asGoReads(root), edit.path);
  if (sameJson(current, edit.value)) return text;
  if (isObject(current) && isObject(edit.value)) return setMembers(text, edit, style);
  const member = membersAt(root, edit.path).at(-1);
  if (!member) return insert(text, edit, style);
  if (member.value.elements && Array.isArray(edit.value)) {
    return setElements(text, { array: member.value, wanted: edit.value }, style);
  }
  const printed = printJson(edit.value, style, indentAt(text, member.start));
  return replace(text, member.value, printed);
}

/** Turns one object into another key by key, so that what both have keeps its layout. */
function setMembers(text: string, edit: Setting, style: JsonStyle): string {
  const current = valueAt(asGoReads(jsonTree(text)), edit.path);
  const wanted = isObject(edit.value) ? edit.value : {};
  let result = text;
  for (const key of Object.keys(isObject(current) ? current : {})) {
    if (!Object.hasOwn(wanted, key)) result = remove(result, [...edit.path, key]);
  }
  for (const [key, value] of Object.entries(wanted)) {
    result = set(result, { path: [...edit.path, key], value }, style);
  }
  return result;
}

/** Adds a member to the deepest object that exists on the way to it. */
function insert(text: string, edit: Setting, style: JsonStyle): string {
  const root = jsonTree(text);
  const parents = edit.path.map((_, depth) => {
    if (depth === 0) return root;
    return membersAt(root, edit.path.slice(0, depth)).at(-1)?.value;
  });
  const depth = parents.findLastIndex((parent) => parent !== undefined);
  const parent = parents[depth] ?? root;
  const rest = edit.path.slice(depth);
  const below = indentAt(text, parent.members?.at(-1)?.start ?? parent.start);
  if (!parent.members)
    return replace(text, parent, printJson(nested(rest, edit.value), style, below));
  const indent = parent.members.length > 0 ? below : below + (style.indent ?? '');
  const local = styleIn(text, parent, style);
  const value = printJson(nested(rest.slice(1), edit.value), local, indent);
  const item = printMember(rest[0] ?? '', value, style);
  return insertItem(
    text,
    { box: parent, items: parent.members, at: parent.members.length, item },
    style,
  );
}

/** Changes a list element by element: common beginnings and ends stay as they are written. */
function setElements(
  text: string,
  { array, wanted }: { array: JsonValue; wanted: readonly Json[] },
  style: JsonStyle,
): string {
  const items = array.elements ?? [];
  const values = items.map(asGoReads);
  let same = 0;
  while (same < values.length && same < wanted.length && sameJson(values[same], wanted[same])) {
    same += 1;
  }
  let tail = 0;
  const most = Math.min(values.length, wanted.length) - same;
  while (tail < most && sameJson(values.at(-1 - tail), wanted.at(-1 - tail))) tail += 1;
  if (same + tail === 0) {
    const layout = items.length > 0 ? { ...style, tallArrays: isTall(text, array) } : style;
    return replace(text, array, printJson(wanted, layout, indentAt(text, array.start)));
  }
  return spliceElements(text, { array, same, tail, wanted }, style);
}

function spliceElements(
  text: string,
  change: { array: JsonValue; same: number; tail: number; wanted: readonly Json[] },
  style: JsonStyle,
): string {
  const { array, same, tail, wanted } = change;
  const start = array.start;
  let result = text;
  const box = () => boxAt(result, start);
  for (let left = (array.elements?.length ?? 0) - tail - same; left > 0; left -= 1) {
    const now = box();
    result = removeItem(result, now, { items: now.elements ?? [], at: same });
  }
  for (let at = same; at < wanted.length - tail; at += 1) {
    const now = box();
    const item = printJson(wanted[at] ?? null, { ...style, indent: null }, '');
    result = insertItem(result, { box: now, items: now.elements ?? [], at, item }, style);
  }
  return result;
}

function remove(text: string, path: readonly string[]): string {
  const parent = path.slice(0, -1);
  const root = jsonTree(text);
  const boxes = parent.length === 0 ? [root] : membersAt(root, parent).map((one) => one.value);
  for (const box of boxes) {
    const items = box.members ?? [];
    const at = items.findIndex((member) => member.key === path.at(-1));
    if (at >= 0) return remove(removeItem(text, box, { items, at }), path);
  }
  return text;
}

/** Inside an object that stands on one line, what is added stands on that line too. */
function styleIn(text: string, box: JsonValue, style: JsonStyle): JsonStyle {
  const first = box.members?.[0];
  const onOneLine = first && !/[\r\n]/.test(text.slice(box.start, first.start));
  return onOneLine ? { ...style, indent: null } : style;
}

function replace(text: string, place: { start: number; end: number }, by: string): string {
  return text.slice(0, place.start) + by + text.slice(place.end);
}

function nested(path: readonly string[], value: Json | undefined): Json {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value ?? null);
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => {
    return isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, value);
}

function withValue(value: Json | undefined, path: readonly string[], to: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  const own = isObject(value) ? value : {};
  const inner = Object.hasOwn(own, key) ? own[key] : undefined;
  return Object.fromEntries([...Object.entries(own), [key, withValue(inner, rest, to)]]);
}
