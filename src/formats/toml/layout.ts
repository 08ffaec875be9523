/** A `[table]` header or a `key = value` of a TOML text, with its place. */
export interface TomlItem {
  readonly kind: 'table' | 'value';
  /** the header's path, or the key's path inside its table */
  readonly path: readonly string[];
  /** the path of the table a value stands in; a header's own path */
  readonly table: readonly string[];
  /** offsets of its lines, the last line end included */
  readonly start: number;
  readonly end: number;
  /** offsets of a value as it is written; of the header's brackets */
  readonly valueStart: number;
  readonly valueEnd: number;
}

/**
 * The items of a TOML text in order. The text has to be TOML already (smol-toml accepts it but
 * tells no places); this only finds where things stand.
 * Source: TOML v1.0.0, sections Keys, String, Array, Table.
 */
export function tomlItems(text: string): TomlItem[] {
  const items: TomlItem[] = [];
  let table: readonly string[] = [];
  for (let at = 0; at < text.length; ) {
    const blank = /[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y;
    blank.lastIndex = at;
    const skipped = blank.exec(text)?.[0];
    if (skipped !== undefined) {
      if (skipped === '') break;
      at += skipped.length;
      continue;
    }
    const item = itemAt(text, at, table);
    items.push(item);
    if (item.kind === 'table') table = item.path;
    at = item.end;
  }
  return items;
}

/** The offset behind the value that starts at an offset, comments inside arrays included. */
export function tomlValueEnd(text: string, start: number): number {
  let depth = 0;
  let end = start;
  for (let at = start; at < text.length; ) {
    const string = stringAt(text, at);
    const c = text[at] ?? '';
    if (depth === 0 && /[\r\n#,\]}]/.test(c)) break;
    if (string > 0) at += string;
    else if (c === '#') at += /^[^\n]*/.exec(text.slice(at))?.[0].length ?? 1;
    else at += 1;
    if (string === 0 && (c === '[' || c === '{')) depth += 1;
    if (string === 0 && (c === ']' || c === '}')) depth -= 1;
    if (!/[ \t]/.test(c)) end = at;
    if (depth === 0 && /[\]}]/.test(c)) break;
  }
  return end;
}

function itemAt(text: string, start: number, table: readonly string[]): TomlItem {
  const lead = /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0;
  const at = start + lead;
  const brackets = /^\[\[?/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
  const key = keyAt(text, at + brackets);
  if (brackets > 0) {
    const valueEnd = text.indexOf(']', key.end) + brackets;
    const place = { start, end: lineEnd(text, valueEnd), valueStart: at, valueEnd };
    return { kind: 'table', path: key.path, table: key.path, ...place };
  }
  const equals = text.indexOf('=', key.end);
  const valueStart = equals + 1 + (/^[ \t]*/.exec(text.slice(equals + 1))?.[0].length ?? 0);
  const valueEnd = tomlValueEnd(text, valueStart);
  const place = { start, end: lineEnd(text, valueEnd), valueStart, valueEnd };
  return { kind: 'value', path: key.path, table, ...place };
}

/** A dotted key: bare parts and quoted ones. */
function keyAt(text: string, start: number): { path: string[]; end: number } {
  const path: string[] = [];
  let at = start;
  for (;;) {
    at += /^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0;
    const length = stringAt(text, at) || (/^[\w-]+/.exec(text.slice(at))?.[0].length ?? 0);
    path.push(unquoted(text.slice(at, at + length)));
    at += length;
    const dot = /^[ \t]*\./.exec(text.slice(at))?.[0].length ?? 0;
    if (dot === 0 || length === 0) return { path, end: at };
    at += dot;
  }
}

function unquoted(part: string): string {
  if (part.startsWith("'")) return part.slice(1, -1);
  if (!part.startsWith('"')) return part;
  try {
    return String(JSON.parse(part));
  } catch {
    return part.slice(1, -1);
  }
}

/** Length of the string that starts at an offset; 0 where none does. */
function stringAt(text: string, at: number): number {
  const string = /"""(?:\\[\s\S]|[^\\])*?"""+|'''[\s\S]*?'''+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'/y;
  string.lastIndex = at;
  return string.exec(text)?.[0].length ?? 0;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}
