import { engineKeys } from '../domain/engine-keys.ts';
import type { Setting, UnitFlag } from '../domain/facts.ts';
import type { Json } from '../domain/json.ts';
import { flagFor, keyForFlag } from '../domain/key-check.ts';

/** Keys of the fork's flags, as Docker's lists are called elsewhere. */
const forkKeys: { readonly [flag: string]: string } = {
  'add-registry': 'add-registries',
  'block-registry': 'block-registries',
};

/** The key a flag sets; null for flags that configure nothing (`--validate`, `--config-file`). */
export function keyOfFlag(name: string): string | null {
  return forkKeys[name] ?? keyForFlag(name);
}

/** The flag that sets a key; null when it has none. */
export function flagOfKey(key: string): string | null {
  const fork = Object.entries(forkKeys).find(([, each]) => each === key);
  return fork?.[0] ?? flagFor(key);
}

/** One flag as a setting; a list's flag carries a list of one. Null when it configures nothing. */
export function settingOfFlag(flag: UnitFlag, target: string): Setting | null {
  const key = keyOfFlag(flag.name);
  if (key === null) return null;
  const value = valueOfFlag(key, flag.value);
  return { key, subject: null, value, origin: flag.origin, target };
}

/** What daemon.json would say for the same flag. */
function valueOfFlag(key: string, text: string | null): Json {
  const type = engineKeys.find((row) => row.key === key)?.type;
  if (type === 'boolean') return text === null || text === 'true' || text === '1';
  if (key in listed || type === 'strings' || type === 'addresses') return [text ?? ''];
  if (type === 'integer' && text !== null && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'stringMap' || type === 'booleanMap') return pairOf(text ?? '', type);
  return text ?? '';
}

const listed = Object.fromEntries(Object.values(forkKeys).map((key) => [key, true]));

function pairOf(text: string, type: 'stringMap' | 'booleanMap'): Json {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? '' : text.slice(equals + 1);
  return { [name]: type === 'booleanMap' ? value !== 'false' : value };
}

/** The values a key's flag takes on a command line, one each. */
export function flagTexts(value: Json): readonly string[] {
  if (value === null) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
