import type { EngineVersion } from './engine.ts';
import { engineKeys, type KeyType } from './engine-keys.ts';
import { parseInsecureEntry } from './insecure.ts';
import type { Json } from './json.ts';
import { isObject } from './json-object.ts';
import { checkValue } from './key-value.ts';

/**
 * What a value that an engine refuses was evidently meant to be: a text where a list, a number or
 * a switch belongs, a mirror without its scheme, an entry with a path.
 * @returns a value that the engine takes; null where there is no one reading
 */
export function meantValue(key: string, value: Json, version: EngineVersion | null): Json {
  const type = engineKeys.find((row) => row.key === key)?.type;
  if (!type) return null;
  const typed = ofType(value, type);
  const meant = Array.isArray(typed) ? typed.map((item) => meantItem(key, item)) : typed;
  return checkValue(key, meant, version) === null ? meant : null;
}

function ofType(value: Json, type: KeyType): Json {
  if (type === 'strings' || type === 'addresses') {
    return typeof value === 'string' ? value.split(/[\s,]+/).filter((item) => item !== '') : value;
  }
  if (type === 'boolean') return switches.get(String(value).toLowerCase()) ?? value;
  if (type === 'integer') return /^\d{1,9}$/.test(String(value)) ? Number(value) : value;
  if (type === 'stringMap' && isObject(value)) {
    const texts = Object.entries(value).map(([name, inner]) => [name, textOf(inner)]);
    return Object.fromEntries(texts);
  }
  return value;
}

const switches: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function textOf(value: Json): Json {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function meantItem(key: string, item: Json): Json {
  if (typeof item !== 'string') return item;
  const text = item.trim();
  if (key === 'registry-mirrors') return meantMirror(text);
  if (key === 'insecure-registries') return meantInsecure(text);
  return text;
}

/** Mirrors of the public are on HTTPS; a bare `host:5000` may be either, and HTTPS fails openly. */
function meantMirror(text: string): string {
  return /^[\w.-]+(:\d+)?(\/|$)/.test(text) ? `https://${text}` : text;
}

function meantInsecure(text: string): string {
  if (!('problem' in parseInsecureEntry(text))) return text;
  const bare = text.replace(/^https?:\/\//i, '').replace(/\/.*$/, '');
  return 'problem' in parseInsecureEntry(bare) ? text : bare;
}
