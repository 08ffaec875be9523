import type { Json } from '../../domain/json.ts';
import { type Eol, eolOf } from '../text.ts';
import { isObject, type JsonValue } from './tree.ts';

/** How a JSON text is laid out, so that what is added looks as if it had always been there. */
export interface JsonStyle {
  readonly eol: Eol;
  /** one level; null: everything stands on one line */
  readonly indent: string | null;
  readonly afterColon: string;
  readonly afterComma: string;
  /** whether arrays are written one element to a line; null: the text has none to learn from */
  readonly tallArrays: boolean | null;
}

/** The style of files dockcfg starts itself. */
export const freshStyle: JsonStyle = {
  eol: '\n',
  indent: '  ',
  afterColon: ' ',
  afterComma: ' ',
  tallArrays: null,
};

/** Learns the style of a text from its tree. */
export function styleOf(text: string, root: JsonValue): JsonStyle {
  const members = root.members ?? [];
  const first = members[0];
  if (!first) return { ...freshStyle, eol: eolOf(text) };
  const tall = /[\r\n]/.test(text.slice(root.start, first.start));
  const colon = /"\s*:([ \t]*)[^\s]/.exec(text.slice(first.start, first.end))?.[1];
  const comma = /,([ \t]*)[^\s]/.exec(text.slice(root.start, root.end))?.[1];
  const unit = indentAt(text, first.start).slice(indentAt(text, root.start).length);
  const arrays = arraysIn(root).filter((array) => (array.elements?.length ?? 0) > 0);
  return {
    eol: eolOf(text),
    indent: tall ? unit : null,
    afterColon: gap(colon) ?? ' ',
    afterComma: gap(comma) ?? (tall ? ' ' : (gap(colon) ?? ' ')),
    tallArrays: arrays.length === 0 ? null : arrays.some((array) => isTall(text, array)),
  };
}

/** White space of one entry; more of it than one aligns that entry with others. */
function gap(text: string | undefined): string | undefined {
  return text?.slice(0, 1);
}

/** Leading white space of the line an offset stands in. */
export function indentAt(text: string, offset: number): string {
  const lineStart = Math.max(
    text.lastIndexOf('\n', offset - 1),
    text.lastIndexOf('\r', offset - 1),
  );
  return /^[ \t]*/.exec(text.slice(lineStart + 1))?.[0] ?? '';
}

/** Whether the brackets of a value stand on different lines. */
export function isTall(text: string, value: JsonValue): boolean {
  return /[\r\n]/.test(text.slice(value.start, value.end));
}

/** Writes a value in a style; `indent` is that of the line the value begins on. */
export function printJson(value: Json, style: JsonStyle, indent: string): string {
  if (Array.isArray(value)) {
    const elements = value.map((one) => printJson(one, style, indent + (style.indent ?? '')));
    if (style.indent === null || !isWrittenTall(value, style)) {
      const inline = value.map((one) => printJson(one, { ...style, indent: null }, ''));
      return `[${inline.join(`,${style.afterComma}`)}]`;
    }
    return tall(elements, '[]', { style, indent });
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => {
    return printMember(key, printJson(one, style, indent + (style.indent ?? '')), style);
  });
  if (members.length === 0) return '{}';
  if (style.indent === null) return `{${members.join(`,${style.afterComma}`)}}`;
  return tall(members, '{}', { style, indent });
}

export function printMember(key: string, value: string, style: JsonStyle): string {
  return `${JSON.stringify(key)}:${style.afterColon}${value}`;
}

function tall(
  items: readonly string[],
  [open, close]: string,
  { style, indent }: { style: JsonStyle; indent: string },
): string {
  const start = style.eol + indent + (style.indent ?? '');
  return `${open}${start}${items.join(`,${start}`)}${style.eol}${indent}${close}`;
}

/** Short lists stay on a line where the file gives no other example. */
function isWrittenTall(value: readonly Json[], style: JsonStyle): boolean {
  if (value.length === 0) return false;
  return style.tallArrays ?? value.length > 1;
}

function arraysIn(value: JsonValue): JsonValue[] {
  const below = [...(value.elements ?? []), ...(value.members ?? []).map((member) => member.value)];
  return [...(value.elements ? [value] : []), ...below.flatMap(arraysIn)];
}
