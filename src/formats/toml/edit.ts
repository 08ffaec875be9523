import { eolOf } from '../text.ts';
import { type TomlItem, tomlItems } from './layout.ts';

/** Writes a string as TOML. JSON's escapes are TOML's, and DEL has to be escaped too. */
export function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}

/** Writes a path as the key of a header: `host."https://a.example"`. */
export function tomlKey(path: readonly string[]): string {
  return path.map((part) => (/^[\w-]+$/.test(part) ? part : tomlString(part))).join('.');
}

/**
 * Sets a key of a table to a printed value, or removes it (null), and keeps every other byte. The
 * table is added at the end when its header is missing.
 * @param table path of the header; empty for the top of the file
 */
export function setTomlKey(
  text: string,
  place: { readonly table: readonly string[]; readonly key: string },
  printed: string | null,
): string {
  const items = tomlItems(text);
  const item = items.find((one) => isKey(one, place.table, place.key));
  if (item && printed === null) return text.slice(0, item.start) + text.slice(item.end);
  if (item) return text.slice(0, item.valueStart) + printed + text.slice(item.valueEnd);
  if (printed === null) return text;
  const line = `${place.key} = ${printed}`;
  const siblings = items.filter((one) => same(one.table, place.table));
  const last = siblings.at(-1);
  if (last) return insertLine(text, last.end, indentOf(text, last) + line);
  if (place.table.length === 0) return insertAtTop(text, items[0], line);
  return appendTable(text, place.table, [line]);
}

/** Adds a table at the end of the text. */
export function appendTable(
  text: string,
  path: readonly string[],
  lines: readonly string[],
): string {
  const eol = eolOf(text);
  const body = [`[${tomlKey(path)}]`, ...lines].map((line) => line + eol).join('');
  if (text.trim() === '') return text + body;
  const missing = /\n$/.test(text) ? '' : eol;
  const gap = /\n[ \t]*\r?\n$/.test(text) ? '' : eol;
  return text + missing + gap + body;
}

/** A table with the tables below it and the comment right above it, as offsets. */
export interface TomlBlock {
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** The blocks of all tables directly below a path, e.g. every `[host."…"]`. */
export function tomlBlocks(text: string, parent: readonly string[]): TomlBlock[] {
  const headers = tomlItems(text).filter((item) => item.kind === 'table');
  const blocks: TomlBlock[] = [];
  for (const [at, header] of headers.entries()) {
    const path = header.path.slice(0, parent.length + 1);
    if (path.length <= parent.length || !same(path.slice(0, -1), parent)) continue;
    const next = headers[at + 1];
    const end = next ? commentAbove(text, next.start) : text.length;
    const last = blocks.at(-1);
    const grows = last && same(last.path, path) && last.end === commentAbove(text, header.start);
    if (grows) blocks.splice(-1, 1, { ...last, end });
    else blocks.push({ path, start: commentAbove(text, header.start), end });
  }
  return blocks;
}

/** Takes a table out with all that belongs to it. */
export function removeTomlTable(text: string, path: readonly string[]): string {
  const blocks = tomlBlocks(text, path.slice(0, -1)).filter((one) => same(one.path, path));
  return blocks.reduceRight((result, { start, end }) => {
    const kept = result.slice(0, start) + result.slice(end);
    return end === result.length
      ? `${kept.trimEnd()}${kept.trim() === '' ? '' : eolOf(text)}`
      : kept;
  }, text);
}

export function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, at) => part === b[at]);
}

function isKey(item: TomlItem, table: readonly string[], key: string): boolean {
  return item.kind === 'value' && same(item.table, table) && same(item.path, [key]);
}

function indentOf(text: string, item: TomlItem): string {
  if (item.kind === 'table') return '';
  return /^[ \t]*/.exec(text.slice(item.start))?.[0] ?? '';
}

function insertLine(text: string, at: number, line: string): string {
  const eol = eolOf(text);
  const missing = at > 0 && text[at - 1] !== '\n' ? eol : '';
  return text.slice(0, at) + missing + line + eol + text.slice(at);
}

/** Keys of the top have to stand before the first table; its comment stays with it. */
function insertAtTop(text: string, first: TomlItem | undefined, line: string): string {
  if (!first) return insertLine(text, text.length, line);
  const at = commentAbove(text, first.start);
  const eol = eolOf(text);
  return `${text.slice(0, at)}${line}${eol}${eol}${text.slice(at)}`;
}

/** Where the comment lines that stand right above an offset begin. */
function commentAbove(text: string, start: number): number {
  const above = /(?:^|(?<=\n))(?:[ \t]*#[^\n]*\n)+$/.exec(text.slice(0, start));
  return above ? above.index : start;
}
