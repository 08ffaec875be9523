import { Secret } from '../domain/secret.ts';
import { isRecord, parseJson } from './http-seen.ts';

export interface TokenBody {
  readonly token: Secret | null;
  readonly expiresIn: number | null;
  /** why the engine cannot read it: `json`, or the field that has the wrong type */
  readonly unreadable: string | null;
}

/**
 * What the engine makes of a token server's answer: the first JSON value of it, whatever follows;
 * names in any case; and nothing at all where one of the fields has another type than Go expects
 * (encoding/json; docker/distribution registry/client/auth/session.go getTokenResponse; measured
 * on 28.5.2).
 */
export function readTokenBody(bytes: Uint8Array): TokenBody {
  // A byte order mark is no JSON to Go, nor is it to JSON.parse.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const value = parseJson(firstValue(text));
  if (text.trim() === 'null') return nothing;
  if (!isRecord(value)) return { ...nothing, unreadable: 'json' };
  const fields = new Map<string, unknown>();
  for (const [name, each] of Object.entries(value)) fields.set(name.toLowerCase(), each);
  for (const [name, fits] of expected) {
    const held = fields.get(name) ?? null;
    if (held !== null && !fits(held)) return { ...nothing, unreadable: name };
  }
  const token = fields.get('access_token') || fields.get('token');
  const expiresIn = fields.get('expires_in');
  return {
    token: typeof token === 'string' && token !== '' ? new Secret(token) : null,
    expiresIn: typeof expiresIn === 'number' ? expiresIn : null,
    unreadable: null,
  };
}

const nothing: TokenBody = { token: null, expiresIn: null, unreadable: null };

const isText = (value: unknown) => typeof value === 'string';

const expected: readonly (readonly [name: string, fits: (value: unknown) => boolean])[] = [
  ['token', isText],
  ['access_token', isText],
  ['refresh_token', isText],
  ['expires_in', Number.isSafeInteger],
  ['issued_at', isTime],
];

/** RFC 3339, without which Go reads no time. */
function isTime(value: unknown): boolean {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  return typeof value === 'string' && form.test(value) && Number.isFinite(Date.parse(value));
}

/** An object up to the brace that ends it; any other text as it is. */
function firstValue(text: string): string {
  if (!/^[ \t\r\n]*\{/.test(text)) return text;
  let depth = 0;
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (part === '{') depth += 1;
    if (part !== '}') continue;
    depth -= 1;
    if (depth === 0) return text.slice(0, index + 1);
  }
  return text;
}
