import { isIP } from 'node:net';
import { parseCidr } from './cidr.ts';
import type { EngineVersion } from './engine.ts';
import { type EngineKey, engineKeys, type KeyType } from './engine-keys.ts';
import { parseInsecureEntry } from './insecure.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json-object.ts';
import { proxyNames } from './key-check.ts';
import { parseMirrorUrl } from './mirror-url.ts';
import type { Said } from './said.ts';
import { keyWords, typeWords } from './words-keys.ts';

export interface ValueProblem {
  readonly problem: Said;
  /** the engine's own text; null where it has none or it differs from release to release */
  readonly engineText: string | null;
}

/**
 * Judges the value of a known daemon.json key as an engine would.
 * @param version null stands for a current engine
 * @returns null when it is fine, or the key is not known here
 * @see moby daemon/config/config.go Validate, and the struct tags there for types
 */
export function checkValue(
  key: string,
  value: Json,
  version: EngineVersion | null,
): ValueProblem | null {
  const row = engineKeys.find((candidate) => candidate.key === key);
  // encoding/json leaves a field alone when it reads null.
  if (!row || value === null) return null;
  if (!hasType[row.type](value)) {
    const problem = keyWords.wrongType(key, typeWords[row.type]);
    return { problem, engineText: unmarshalText(key, value, row.type) };
  }
  return checkOneOf(row, value) ?? checkNumber(key, value) ?? checkItems(key, value, version);
}

/**
 * Judges a number by its spelling: Go's integers take neither a point nor an exponent.
 * @param literal as `DaemonJson.fractions` has it; undefined where it is spelt without either
 */
export function checkSpelling(key: string, literal: string | undefined): ValueProblem | null {
  const row = engineKeys.find((candidate) => candidate.key === key);
  if (literal === undefined || row?.type !== 'integer') return null;
  const engineText = `json: cannot unmarshal number ${literal} into Go struct field Config.${key} of type int`;
  return { problem: keyWords.fraction(key, literal), engineText };
}

/** A `proxies` value in the form of the client's config.json, which stops the engine. */
export function isClientProxies(value: Json): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([name, inner]) => clientNames.has(name) || (isObject(inner) && !proxyNames.includes(name)),
  );
}

/** The daemon's form of a `proxies` value in the client's form; what it has no name for is left out. */
export function daemonProxiesOf(value: Json): JsonObject {
  if (!isObject(value)) return {};
  const { default: byDefault = null, ...rest } = value;
  const source: JsonObject = isObject(byDefault) ? { ...rest, ...byDefault } : rest;
  const pairs = [...clientNames].flatMap(([client, daemon]) => {
    const text = source[client] ?? source[daemon];
    return typeof text === 'string' ? [[daemon, text] as const] : [];
  });
  return Object.fromEntries(pairs);
}

/** @see docker/cli cli/config/configfile/file.go ProxyConfig */
const clientNames: ReadonlyMap<string, string> = new Map([
  ['httpProxy', 'http-proxy'],
  ['httpsProxy', 'https-proxy'],
  ['noProxy', 'no-proxy'],
]);

const hasType: { readonly [T in KeyType]: (value: Json) => boolean } = {
  string: isString,
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isSafeInteger(value),
  strings: (value) => Array.isArray(value) && value.every(isString),
  address: isString,
  addresses: (value) => Array.isArray(value) && value.every(isString),
  // opts.MemBytes also takes a bare number of bytes.
  bytes: (value) => isString(value) || Number.isSafeInteger(value),
  stringMap: (value) => isObject(value) && Object.values(value).every(isString),
  booleanMap: (value) =>
    isObject(value) && Object.values(value).every((inner) => typeof inner === 'boolean'),
  pools: (value) => Array.isArray(value) && value.every(isPool),
  proxies: (value) =>
    isObject(value) &&
    (isClientProxies(value) ||
      Object.values(value).every((inner) => inner === null || isString(inner))),
  object: isObject,
};

const goTypes: { readonly [T in KeyType]: string } = {
  string: 'string',
  boolean: 'bool',
  integer: 'int',
  strings: '[]string',
  address: 'net.IP',
  addresses: '[]netip.Addr',
  bytes: 'string',
  stringMap: 'map[string]string',
  booleanMap: 'map[string]bool',
  pools: 'opts.PoolsOpt',
  proxies: 'config.Proxies',
  object: 'map[string]interface {}',
};

/** The struct path between `field` and the key changes from release to release; this is 28.5's. */
function unmarshalText(key: string, value: Json, type: KeyType): string {
  return `json: cannot unmarshal ${jsonType(value)} into Go struct field Config.${key} of type ${goTypes[type]}`;
}

function checkOneOf(row: EngineKey, value: Json): ValueProblem | null {
  if (!row.oneOf || typeof value !== 'string') return null;
  const text = row.key === 'log-level' ? value.toLowerCase() : value;
  if (value === '' || row.oneOf.includes(text)) return null;
  const names: { readonly [key: string]: string } = {
    'log-level': `invalid logging level: ${value}`,
    'log-format': `invalid log format: ${value}`,
  };
  const allowed = row.oneOf.filter((choice) => choice !== '');
  return {
    problem: keyWords.notOneOf(row.key, value, allowed),
    engineText: names[row.key] ?? null,
  };
}

/** Numbers the engine refuses below zero; the text's name is its own. */
const counts: { readonly [key: string]: string } = {
  mtu: 'default MTU',
  'max-concurrent-downloads': 'max concurrent downloads',
  'max-concurrent-uploads': 'max concurrent uploads',
  'max-download-attempts': 'max download attempts',
  'default-stop-timeout': 'default stop timeout',
};

function checkNumber(key: string, value: Json): ValueProblem | null {
  if (typeof value !== 'number') return null;
  if (key === 'network-diagnostic-port' && (value < 0 || value > 65_535)) {
    const engineText = `invalid network-diagnostic-port (${value}): value must be between 0 and 65535`;
    return { problem: keyWords.item(key, 0, keyWords.port(value)), engineText };
  }
  const name = counts[key];
  if (name === undefined || value >= 0) return null;
  return { problem: keyWords.negative(key, value), engineText: `invalid ${name}: ${value}` };
}

function checkItems(key: string, value: Json, version: EngineVersion | null): ValueProblem | null {
  const items = (Array.isArray(value) ? value : [value]).filter(isString);
  for (const [index, item] of items.entries()) {
    const found = checkItem(key, { item, index }, version);
    if (found) return found;
  }
  return null;
}

/** Judges one entry of a key's list as an engine would; null when it is fine. */
export function checkItem(
  key: string,
  { item, index }: { readonly item: string; readonly index: number },
  version: EngineVersion | null,
): ValueProblem | null {
  const found = itemChecks[key]?.(item, version);
  return found ? { ...found, problem: keyWords.item(key, index, found.problem) } : null;
}

type ItemCheck = (item: string, version: EngineVersion | null) => ValueProblem | null;

const itemChecks: { readonly [key: string]: ItemCheck } = {
  'registry-mirrors': (item, version) => problemOf(parseMirrorUrl(item, version)),
  'insecure-registries': (item) => problemOf(parseInsecureEntry(item)),
  dns: checkAddress,
  'host-gateway-ips': checkAddress,
  'default-gateway': checkAddress,
  'default-gateway-v6': checkAddress,
  ip: checkAddress,
  'default-shm-size': checkSize,
  labels: (item) => checkKeyValue(item, `bad attribute format: ${item}`),
  'exec-opts': (item) =>
    checkKeyValue(item, `invalid exec-opt (${item}): must be formatted 'opt=value'`),
};

function problemOf(
  parsed: { readonly problem: Said; readonly engineText: string } | object,
): ValueProblem | null {
  return 'problem' in parsed ? parsed : null;
}

function checkAddress(item: string): ValueProblem | null {
  if (isIP(item) !== 0) return null;
  return { problem: keyWords.notAddress(item), engineText: null };
}

/** @see docker/go-units size.go RAMInBytes */
function checkSize(item: string): ValueProblem | null {
  if (/^\d+(\.\d+)? ?([kmgtp]i?)?b?$/i.test(item)) return null;
  return { problem: keyWords.notSize(item), engineText: `invalid size: '${item}'` };
}

function checkKeyValue(item: string, engineText: string): ValueProblem | null {
  if (/^[^=]+=/.test(item)) return null;
  return { problem: keyWords.notKeyValue(item), engineText };
}

function isPool(value: Json): boolean {
  if (!isObject(value)) return false;
  const { base, size } = value;
  return typeof base === 'string' && parseCidr(base) !== null && Number.isSafeInteger(size);
}

function isString(value: Json): value is string {
  return typeof value === 'string';
}

function jsonType(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'object';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
