import JSON5 from 'json5';
import type { Json } from '../../domain/json.ts';
import { scanGoValue } from '../json/go-scanner.ts';
import { asGoReads, isObject, type JsonMember, jsonTree, sameJson } from '../json/tree.ts';
import { cleanKey } from './keys.ts';
import { type FixKind, type Token, tokensOf } from './tokens.ts';

/** What was wrong and where. */
export interface Fix {
  readonly kind: FixKind;
  readonly offset: number;
}

export interface Repair {
  readonly text: string;
  readonly fixes: readonly Fix[];
}

/**
 * The one sensible JSON object a broken text can mean, its layout kept; null where there is none
 * or more than one. What comes out is always JSON that the engine reads.
 */
export function repair(text: string): Repair | null {
  if (text.length > longest) return null;
  const tokens = tokensOf(text);
  const repaired = tokens && assemble(tokens);
  if (repaired && repaired.fixes.length > 0 && isSound(repaired)) return repaired;
  return viaJson5(text);
}

/** No daemon.json is longer; guessing at more would take long and help nobody. */
const longest = 65_536;

/** The token as it goes out, with what was put before and after it. */
interface Piece {
  readonly token: Token;
  readonly text: string;
}

function assemble(tokens: readonly Token[]): Repair | null {
  const fixes: Fix[] = [];
  const note = (kind: FixKind, offset: number) => fixes.push({ kind, offset });
  const kept = withoutStrayCommas(merged(tokens), note);
  const pieces: Piece[] = [];
  for (const [at, token] of kept.entries()) {
    if (token.fix) note(token.fix, token.start);
    const after = solidAfter(kept, at);
    const next = kept[after];
    const text = next?.text === ':' ? keyText(token, note) : token.text;
    const comma = next && endsValue(token) && startsValue(next);
    if (comma && !kept.slice(at + 1, after).some((gap) => gap.fix === 'second-object')) {
      note('missing-comma', token.end);
    }
    pieces.push({ token, text: comma ? `${text},` : text });
  }
  const body = balanced(pieces, note);
  if (body === null) return null;
  return { text: body, fixes: fixes.toSorted((a, b) => a.offset - b.offset) };
}

/** Where the next token stands that is no gap; behind the last one where there is none. */
function solidAfter(tokens: readonly Token[], at: number): number {
  let after = at + 1;
  while (tokens[after]?.kind === 'gap') after += 1;
  return after;
}

type Note = (kind: FixKind, offset: number) => void;

function endsValue(token: Token): boolean {
  if (token.kind === 'string' || token.kind === 'word') return true;
  return token.text === '}' || token.text === ']';
}

function startsValue(token: Token): boolean {
  if (token.kind === 'string' || token.kind === 'word') return true;
  return token.text === '{' || token.text === '[';
}

/** A key gets quotes, and loses what a web page or an input method did to its dashes. */
function keyText(token: Token, note: Note): string {
  if (token.kind === 'word') note('unquoted-key', token.start);
  const key = token.kind === 'word' ? token.text : token.text.slice(1, -1);
  const clean = cleanKey(key);
  if (clean !== key && token.kind !== 'punctuation') note('damaged-key', token.start);
  return token.kind === 'string' || token.kind === 'word' ? `"${clean}"` : token.text;
}

/** Drops commas before a closing bracket, after an opening one, doubled ones and outer ones. */
function withoutStrayCommas(tokens: readonly Token[], note: Note): Token[] {
  const result: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const before = result.findLast((one) => one.kind !== 'gap');
    const after = tokens[solidAfter(tokens, at)];
    const opens = !before || ['{', '[', ','].includes(before.text);
    const closes = !after || ['}', ']', ','].includes(after.text);
    if (token.kind === 'punctuation' && token.text === ',' && (opens || closes)) {
      note('extra-comma', token.start);
    } else result.push(token);
  }
  return result;
}

/** Two objects one after the other become one: the brackets between them go. */
function merged(tokens: readonly Token[]): Token[] {
  const result: Token[] = [...tokens];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'punctuation') continue;
    if (token.text === '{' || token.text === '[') depth += 1;
    if (token.text === '}' || token.text === ']') depth -= 1;
    if (token.text !== '}' || depth !== 0) continue;
    const open = tokens.findIndex((one, index) => index > at && opensNext(one));
    if (tokens[open]?.text !== '{') continue;
    const from = tokens[at - 1]?.kind === 'gap' ? at - 1 : at;
    for (const [index, gone] of tokens.entries()) {
      if (index < from || index > open) continue;
      const fix = index === open ? 'second-object' : null;
      result[index] = { ...gone, kind: 'gap', text: '', fix };
    }
  }
  return result;
}

function opensNext(token: Token): boolean {
  return token.kind !== 'gap' && token.text !== ',';
}

/** Adds the brackets that are missing at the end, drops those that are too many there. */
function balanced(pieces: readonly Piece[], note: Note): string | null {
  const open: string[] = [];
  const solid = pieces.filter(({ token }) => token.kind !== 'gap');
  const bare = solid[0]?.token.kind !== 'punctuation' && solid[1]?.token.text === ':';
  if (bare) note('missing-braces', solid[0]?.token.start ?? 0);
  let result = '';
  let done = false;
  for (const { token, text } of pieces) {
    const closes = token.text === '}' || token.text === ']';
    if (done && token.kind !== 'gap') {
      if (!closes) return null;
      note('extra-end', token.start);
      continue;
    }
    result += text;
    if (token.kind !== 'punctuation') continue;
    if (token.text === '{' || token.text === '[') open.push(token.text === '{' ? '}' : ']');
    if (closes && open.pop() !== token.text) return null;
    done = closes && open.length === 0 && !bare;
  }
  if (bare) return `{\n${result.trimEnd()}\n}\n`;
  if (open.length === 0) return result;
  note('missing-end', result.trimEnd().length);
  return closed(result, open);
}

/** The missing brackets, each on its own line where the text has lines. */
function closed(text: string, open: readonly string[]): string {
  const body = text.trimEnd();
  const tall = body.includes('\n');
  const ends = open.toReversed().map((bracket, at) => {
    return tall ? `\n${'  '.repeat(open.length - 1 - at)}${bracket}` : bracket;
  });
  return `${body}${ends.join('')}\n`;
}

/** One object, no lost bytes, and no key that two merged objects give different values. */
function isSound({ text, fixes }: Repair): boolean {
  if (!text.isWellFormed()) return false;
  const end = scanGoValue(text, 'rune');
  if (typeof end !== 'number' || text.slice(end).trim() !== '') return false;
  const { members } = jsonTree(text);
  if (!members) return false;
  return !fixes.some(({ kind }) => kind === 'second-object') || agree(members);
}

function agree(members: readonly JsonMember[]): boolean {
  const values = new Map<string, Json>();
  return members.every(({ key, value }) => {
    const earlier = values.get(key);
    values.set(key, asGoReads(value));
    return earlier === undefined || sameJson(earlier, asGoReads(value));
  });
}

/** What JSON5 makes of it: hexadecimal numbers, line continuations. Its layout is lost. */
function viaJson5(text: string): Repair | null {
  if (!text.isWellFormed()) return null;
  try {
    const value: Json = JSON5.parse(text);
    if (!isObject(value)) return null;
    const meant = { text: `${JSON.stringify(value, null, 2)}\n`, fixes: [] };
    return isSound(meant) ? meant : null;
  } catch {
    return null;
  }
}
