import type { FixKind, Token } from './tokens.ts';

/** Reads a string in whatever quotes it stands; null when none starts here or none ends. */
export function readString(text: string, start: number): Token | null {
  for (const quoting of quotings) {
    const open = sticky(quoting.open, text, start);
    if (!open) continue;
    const bodyStart = start + open.length;
    const body = sticky(quoting.body, text, bodyStart);
    if (body === null) continue;
    const close = sticky(quoting.close, text, bodyStart + body.length);
    if (!close) continue;
    const content = quoting.content(body);
    const fix = quoting.fix ?? (content === body ? null : 'bad-escape');
    const end = bodyStart + body.length + close.length;
    return { kind: 'string', start, end, text: `"${content}"`, fix };
  }
  return null;
}

interface Quoting {
  readonly open: RegExp;
  readonly body: RegExp;
  readonly close: RegExp;
  readonly fix: FixKind | null;
  /** the body as it has to stand between straight double quotes */
  content(body: string): string;
}

const curlyDouble = '“”„‟«»＂〝〞';
const curlySingle = '‘’‚‛＇′';

/** Tried in this order. The second: opened straight, closed by an editor's typographic quote. */
const quotings: readonly Quoting[] = [
  {
    open: /\\"/y,
    body: /[^"\\\r\n]*/y,
    close: /\\"/y,
    fix: 'escaped-quotes',
    content: (body) => body,
  },
  {
    open: /"/y,
    body: new RegExp(`[^"\\\\\\r\\n${curlyDouble}]*`, 'y'),
    close: new RegExp(`[${curlyDouble}](?=[ \\t]*(?:[,:\\]}，：]|\\r?\\n|$))`, 'y'),
    fix: 'typographic-quotes',
    content: (body) => body,
  },
  {
    open: /"/y,
    body: /(?:[^"\\\r\n]|\\[^\r\n])*/y,
    close: /"/y,
    fix: null,
    content: withValidEscapes,
  },
  {
    open: new RegExp(`[${curlyDouble}]`, 'y'),
    body: new RegExp(`[^"\\r\\n${curlyDouble}]*`, 'y'),
    close: new RegExp(`["${curlyDouble}]`, 'y'),
    fix: 'typographic-quotes',
    content: withValidEscapes,
  },
  {
    open: new RegExp(`[${curlySingle}]`, 'y'),
    body: new RegExp(`[^'"\\r\\n${curlySingle}]*`, 'y'),
    close: new RegExp(`['${curlySingle}]`, 'y'),
    fix: 'typographic-quotes',
    content: withValidEscapes,
  },
  {
    open: /'/y,
    body: /(?:[^'\\\r\n]|\\[^\r\n])*/y,
    close: /'/y,
    fix: 'single-quotes',
    content: (body) => withValidEscapes(body.replaceAll("\\'", "'")).replace(/(?<!\\)"/g, '\\"'),
  },
];

/** Doubles backslashes that start no JSON escape, as in a Windows path; escapes bare tabs. */
function withValidEscapes(body: string): string {
  return body
    .replace(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/g, (found) => (found === '\\' ? '\\\\' : found))
    .replaceAll('\t', '\\t');
}

function sticky(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
