import { type EngineVersion, isAtLeast } from '../../domain/engine.ts';
import type { Said } from '../../domain/said.ts';
import { type Decoded, unmarkedUtf16 } from '../encoding.ts';
import { excerptAt } from '../excerpt.ts';
import { afterTopLevel, type GoFault, type QuoteStyle, scanGoValue } from '../json/go-scanner.ts';
import { type JsonValue, jsonTree } from '../json/tree.ts';
import { bytesOf, firstUndecodable } from '../text.ts';
import { words } from '../words.ts';
import { cleanKey, damagedKeys } from './keys.ts';
import { repair } from './repair.ts';

/** Offsets of the value the engine reads; both the same: an empty file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Why an engine does not start with a text. */
export interface Broken {
  readonly offset: number;
  readonly reason: Said;
  readonly engineText: string;
  readonly repaired: string | null;
}

interface Input {
  readonly bytes: Uint8Array;
  readonly decoded: Decoded;
  readonly version: EngineVersion | null;
}

/** How an engine release reads the file. */
interface Era {
  /** up to 20.10: a streaming decoder on the raw bytes */
  readonly streaming: boolean;
  readonly quote: QuoteStyle;
  /** before every JSON error; measured on 28.5.2 and 29.7.2 */
  readonly prefix: string;
}

/** Finds the value an engine reads (none in an empty file), or what keeps it from reading one. */
export function findFault(
  input: Input,
): { span: Span; root: JsonValue | null } | { broken: Broken } {
  const era = eraOf(input.version);
  const { decoded } = input;
  const early = encodingFault(input, era);
  if (early) return { broken: early };
  const start = leadingSpace(decoded.text, era);
  const end = decoded.text.length;
  if (start === end) return emptyFile(era);
  const text = decoded.text.slice(start);
  const scanned = scanGoValue(text, era.quote);
  const fault = typeof scanned === 'number' ? trailing(text, scanned, era) : ending(scanned, era);
  if (fault) return { broken: syntaxFault(decoded.text, shift(fault, start), era) };
  const span = { start, end: start + (typeof scanned === 'number' ? scanned : 0) };
  const root = jsonTree(decoded.text, start);
  const misfit = shapeFault(decoded.text, root, era) ?? keyFault(decoded.text, root);
  return misfit ? { broken: misfit } : { span, root };
}

function eraOf(version: EngineVersion | null): Era {
  if (version === null || isAtLeast(version, '28.5')) {
    return { streaming: false, quote: 'rune', prefix: 'invalid JSON: ' };
  }
  return { streaming: !isAtLeast(version, '23.0'), quote: 'byte', prefix: '' };
}

function encodingFault({ bytes, decoded, version }: Input, era: Era): Broken | null {
  const { text, bom, encoding } = decoded;
  const recoded = unmarkedUtf16(bytes);
  if (recoded !== null && !bom) {
    const scanned = scanGoValue(text, era.quote);
    const engineText = typeof scanned === 'number' ? '' : era.prefix + scanned.text;
    const repaired = soundOrRepaired(recoded);
    return { offset: 0, reason: words.unmarkedUtf16(), engineText, repaired };
  }
  if (bom && era.streaming) {
    const first = String.fromCharCode(bytes[0] ?? 0);
    const engineText = `invalid character '${first}' looking for beginning of value`;
    const reason =
      encoding === 'utf-8' ? words.bomTooNew(version?.text ?? '') : words.utf16TooNew();
    return { offset: 0, reason, engineText, repaired: soundOrRepaired(text) };
  }
  const undecodable = firstUndecodable(text);
  if (undecodable === null || era.streaming || encoding !== 'utf-8') return null;
  const at = bytesOf(text.slice(0, undecodable)).length;
  return {
    offset: undecodable,
    reason: withExcerpt(words.notUtf8(), text, undecodable),
    engineText: `failed to decode configuration JSON at offset ${at}: encoding: invalid UTF-8`,
    repaired: repair(text)?.text ?? null,
  };
}

/** From 23.0 the file is trimmed by bytes.TrimSpace, which knows Unicode's white space. */
function leadingSpace(text: string, era: Era): number {
  const space = era.streaming
    ? /^[ \t\r\n]*/
    : /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/;
  return space.exec(text)?.[0].length ?? 0;
}

function emptyFile(era: Era): ReturnType<typeof findFault> {
  if (!era.streaming) return { span: { start: 0, end: 0 }, root: null };
  const reason = words.emptyTooNew();
  return { broken: { offset: 0, reason, engineText: 'EOF', repaired: '{}\n' } };
}

function trailing(text: string, end: number, era: Era): GoFault | null {
  if (era.streaming) return null;
  const trimmed = text.replace(/[\s\u0085]+$/, '');
  return end >= trimmed.length ? null : afterTopLevel(trimmed, end, era.quote);
}

/** A streaming decoder has its own words for a text that ends too soon. */
function ending(fault: GoFault, era: Era): GoFault {
  if (!era.streaming || fault.text !== 'unexpected end of JSON input') return fault;
  return { ...fault, text: 'unexpected EOF' };
}

function shift(fault: GoFault, by: number): GoFault {
  return { ...fault, offset: fault.offset + by };
}

function syntaxFault(text: string, fault: GoFault, era: Era): Broken {
  return { ...explainSyntax(text, fault), engineText: era.prefix + fault.text };
}

/** Why a text is no JSON, in a person's terms: the place that has to change, and the whole repaired. */
export function explainSyntax(text: string, fault: GoFault): Omit<Broken, 'engineText'> {
  if (/^\s*</.test(text)) {
    const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1]?.trim() ?? '';
    return { offset: 0, reason: words.isHtml(title.slice(0, 80)), repaired: null };
  }
  const repaired = repair(text);
  const cause = repaired?.fixes[0] ?? null;
  const offset = cause?.offset ?? fault.offset;
  const reason = withExcerpt(cause ? words.fault[cause.kind]() : unnamed(fault), text, offset);
  return { offset, reason, repaired: repaired?.text ?? null };
}

function unnamed(fault: GoFault): Said {
  return fault.text.startsWith('unexpected') ? words.endsTooSoon() : words.notJson(fault.text);
}

/** The top of the file has to be an object; `null` counts as an empty one. */
function shapeFault(text: string, root: JsonValue, era: Era): Broken | null {
  if (root.members || (root.scalar === null && !root.elements)) return null;
  const shape = root.elements ? 'array' : goKind(root.scalar);
  return {
    offset: root.start,
    reason: withExcerpt(words.notAnObject(), text, root.start),
    engineText: `${era.prefix}json: cannot unmarshal ${shape} into Go value of type map[string]interface {}`,
    repaired: null,
  };
}

function goKind(scalar: JsonValue['scalar']): string {
  return typeof scalar === 'boolean' ? 'bool' : typeof scalar;
}

/** JSON without a fault whose keys carry pasted characters: the engine knows no such options. */
function keyFault(text: string, root: JsonValue): Broken | null {
  const damaged = damagedKeys(root);
  const [first] = damaged;
  if (!first) return null;
  const names = damaged.map(({ key }) => key).toSorted();
  const repaired = damaged.toReversed().reduce((whole, { key, start, value }) => {
    const rest = whole.slice(start, value.start).replace(/^"(?:[^"\\]|\\.)*"/, '');
    return whole.slice(0, start) + JSON.stringify(cleanKey(key)) + rest + whole.slice(value.start);
  }, text);
  return {
    offset: first.start,
    reason: withExcerpt(words.damagedKey(first.key, cleanKey(first.key)), text, first.start),
    engineText: `the following directives don't match any configuration option: ${names.join(', ')}`,
    repaired,
  };
}

function soundOrRepaired(text: string): string | null {
  const scanned = scanGoValue(text, 'rune');
  const isSound = typeof scanned === 'number' && afterTopLevel(text, scanned, 'rune') === null;
  if (isSound) return jsonTree(text).members ? text : null;
  return repair(text)?.text ?? null;
}

function withExcerpt(said: Said, text: string, offset: number): Said {
  const excerpt = excerptAt(text, offset);
  return { en: `${said.en}\n${excerpt}`, 'zh-CN': `${said['zh-CN']}\n${excerpt}` };
}
