import type { Evidence } from '../../checks/evidence.ts';
import { checks } from '../../checks/index.ts';
import { Failure } from '../../domain/failure.ts';
import { redactor } from '../../domain/redact.ts';
import { Secret } from '../../domain/secret.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import { toDocument } from '../doctor/document.ts';
import { judge } from '../doctor/judge.ts';
import { secretsIn } from '../secrets.ts';
import { savedWords } from './saved-words.ts';
import { scrubbed } from './scrub.ts';

/**
 * Evidence as a text that can be judged elsewhere: certificates and settings as they are, secrets
 * masked in every text, private keys left out.
 */
export function saveEvidence({ evidence, elapsedMs }: Diagnosis): string {
  const clean = redactor(secretsIn(evidence.facts));
  const saved = { schema, elapsedMs, evidence: pack(scrubbed(evidence), { path: '', clean }) };
  return `${JSON.stringify(saved, null, 1)}\n`;
}

/**
 * Judges saved evidence anew, with today's checks.
 * @throws Failure invalidInput for a text that is no saved evidence, or is damaged
 */
export function judgeSaved(text: string): Diagnosis {
  const saved = parsed(text);
  if (!isRecord(saved) || saved.schema !== schema || !isRecord(saved.evidence)) {
    throw new Failure('invalidInput', savedWords.notEvidence);
  }
  const elapsedMs = typeof saved.elapsedMs === 'number' ? saved.elapsedMs : 0;
  try {
    const evidence = unpack(saved.evidence) as Evidence;
    const diagnosis = { elapsedMs, evidence, ...judge(evidence, checks) };
    // Its shape is that of all rooms together; that it has it shows when a document is made of it.
    toDocument(diagnosis, 'en');
    return diagnosis;
  } catch (error) {
    throw new Failure('invalidInput', savedWords.notEvidence, { cause: error });
  }
}

const schema = 'dockcfg/evidence/1';

/** Larger than any diagnosis; a text beyond it is not one. */
const maxSaved = 64 * 1024 * 1024;

function parsed(text: string): unknown {
  if (text.length > maxSaved) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Packing {
  /** of the file that the value stands in */
  readonly path: string;
  clean(text: string): string;
}

/** Maps and bytes in a form JSON has; every text goes through the mask. */
function pack(value: unknown, packing: Packing): unknown {
  if (value instanceof Secret) return value.toJSON();
  if (typeof value === 'string') return packing.clean(value);
  if (value instanceof Uint8Array) return { $bytes: packBytes(value, packing) };
  if (value instanceof Map) {
    const entries = [...value].map(([key, each]) => {
      const path = String(key);
      return [packing.clean(path), pack(each, { ...packing, path })];
    });
    return { $map: entries };
  }
  if (Array.isArray(value)) return value.map((each) => pack(each, packing));
  if (!isRecord(value)) return value;
  const path = typeof value.path === 'string' ? value.path : packing.path;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, pack(each, { ...packing, path })]),
  );
}

/** A private key is nobody's evidence; a certificate in DER is no text, and stays as it is. */
function packBytes(bytes: Uint8Array, { path, clean }: Packing): string {
  if (/\.key$/.test(path)) return '';
  const text = latin1(bytes);
  const isDer = bytes[0] === 0x30 && !/^[\t\n\r\x20-\x7e]*$/.test(text.slice(0, 64));
  return btoa(isDer ? text : latin1(new TextEncoder().encode(clean(utf8(bytes)))));
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (!isRecord(value)) return value;
  if (typeof value.$bytes === 'string') return bytesOf(value.$bytes);
  if (Array.isArray(value.$map)) {
    return new Map(value.$map.map((pair) => [pair[0], unpack(pair[1])] as const));
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpack(each)]));
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
