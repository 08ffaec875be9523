import { readString } from './strings.ts';

/** Everything that can be wrong with a daemon.json in a way that has one sensible reading. */
export type FixKind =
  | 'comment'
  | 'shell-leftover'
  | 'odd-space'
  | 'invisible'
  | 'wide-punctuation'
  | 'equals-sign'
  | 'single-quotes'
  | 'typographic-quotes'
  | 'escaped-quotes'
  | 'bad-escape'
  | 'unquoted-key'
  | 'damaged-key'
  | 'foreign-word'
  | 'extra-comma'
  | 'missing-comma'
  | 'second-object'
  | 'missing-braces'
  | 'missing-end'
  | 'extra-end';

/** A piece of the text with what should stand there instead. */
export interface Token {
  readonly kind: 'gap' | 'string' | 'word' | 'punctuation';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly fix: FixKind | null;
}

/** Reads what a person meant by a text that is no JSON; null where a piece has no sensible reading. */
export function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token =
      gapAt(text, at) ?? punctuationAt(text, at) ?? readString(text, at) ?? wordAt(text, at);
    if (!token) return null;
    tokens.push(token);
    at = token.end;
  }
  return withoutCommentTraces(tokens);
}

function gapAt(text: string, at: number): Token | null {
  const leftover = atLineStart(text, at) ? match(shellLeftover, text, at) : null;
  if (leftover) return token('gap', [at, leftover], { text: '', fix: 'shell-leftover' });
  const comment = match(commentPattern, text, at);
  if (comment) return token('gap', [at, comment], { text: '', fix: 'comment' });
  const space = match(/[ \t\r\n]+/y, text, at);
  if (space) return token('gap', [at, space], { text: space, fix: null });
  const newline = match(/\\r?\\n|\\n/y, text, at);
  if (newline) return token('gap', [at, newline], { text: '\n', fix: 'escaped-quotes' });
  const odd = match(
    /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\v\f\u0085\u2028\u2029]+/y,
    text,
    at,
  );
  if (odd) return token('gap', [at, odd], { text: ' '.repeat(odd.length), fix: 'odd-space' });
  const hidden = match(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\0]+/y, text, at);
  return hidden ? token('gap', [at, hidden], { text: '', fix: 'invisible' }) : null;
}

function atLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}

/** A here-document's frame or a Markdown fence that was pasted along. */
const shellLeftover = /(?:```\w*|[^\n{]*<<-?\s*['"]?EOF['"]?[^\n]*|EOF)[ \t]*(?:\r?\n|$)/y;
const commentPattern = /\/\/[^\r\n]*|#[^\r\n]*|\/\*[\s\S]*?\*\//y;

function punctuationAt(text: string, at: number): Token | null {
  const c = text[at] ?? '';
  if ('{}[]:,'.includes(c)) return token('punctuation', [at, c], { text: c, fix: null });
  if (c === '=') return token('punctuation', [at, c], { text: ':', fix: 'equals-sign' });
  const narrow = wide.get(c);
  if (!narrow) return null;
  return token('punctuation', [at, c], { text: narrow, fix: 'wide-punctuation' });
}

/** What a Chinese or Japanese input method types for JSON's own punctuation. */
const wide = new Map([
  ['：', ':'],
  ['，', ','],
  ['、', ','],
  ['｛', '{'],
  ['｝', '}'],
  ['［', '['],
  ['］', ']'],
  ['【', '['],
  ['】', ']'],
]);

function wordAt(text: string, at: number): Token | null {
  const word = match(/[\p{L}\p{N}_$.+\-‐-―−－]+/uy, text, at);
  if (!word) return null;
  const meant = foreignWords.get(word);
  return meant
    ? token('word', [at, word], { text: meant, fix: 'foreign-word' })
    : token('word', [at, word], { text: word, fix: null });
}

/** Python's and YAML's spellings of JSON's three words. */
const foreignWords = new Map([
  ['True', 'true'],
  ['TRUE', 'true'],
  ['False', 'false'],
  ['FALSE', 'false'],
  ['None', 'null'],
  ['NULL', 'null'],
  ['Null', 'null'],
  ['nil', 'null'],
]);

function token(
  kind: Token['kind'],
  [start, raw]: readonly [number, string],
  reads: Pick<Token, 'text' | 'fix'>,
): Token {
  return { kind, start, end: start + raw.length, ...reads };
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] || null;
}

/** A comment takes the blanks before it along, and its whole line when it stood there alone. */
function withoutCommentTraces(tokens: readonly Token[]): Token[] {
  const result: Token[] = [...tokens];
  for (const [at, comment] of tokens.entries()) {
    if (comment.fix !== 'comment') continue;
    const before = result[at - 1];
    const after = result[at + 1];
    if (before?.kind === 'gap' && before.fix === null && (!after || /^[\r\n]/.test(after.text))) {
      result[at - 1] = { ...before, text: before.text.replace(/[ \t]+$/, '') };
    }
    const left = result[at - 1]?.text ?? '';
    const alone = left === '' ? at === 0 : left.endsWith('\n');
    if (alone && after?.kind === 'gap') {
      result[at + 1] = { ...after, text: after.text.replace(/^\r?\n/, '') };
    }
  }
  return result;
}
