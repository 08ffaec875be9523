import { type EngineIdentity, type EngineVersion, isAtLeast } from './engine.ts';
import { type EngineKey, engineKeys, flatKeys, ignoredNames, refusedNames } from './engine-keys.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json-object.ts';
import type { Said } from './said.ts';
import { nearest } from './spelling.ts';
import { keyWords, typeWords } from './words-keys.ts';

/** What an engine makes of one name in daemon.json. */
export type KeyVerdict =
  | { readonly kind: 'known'; readonly row: EngineKey }
  /** the engine does not start */
  | {
      readonly kind: 'unknown' | 'removed' | 'tooNew';
      /** the name that was probably meant, or took its place */
      readonly use: string | null;
      readonly problem: Said;
      readonly engineText: string;
    }
  /** the engine starts: it ignores the name without a word, or reads it as another */
  | {
      readonly kind: 'ignored' | 'misplaced' | 'miscased';
      readonly use: string | null;
      readonly problem: Said;
    };

type Engine = Pick<EngineIdentity, 'version' | 'fork'>;

/**
 * Judges one name as it stands at the top of daemon.json, or inside `proxies`.
 * @param engine a null version stands for a current engine
 * @see moby daemon/config/config.go findConfigurationConflicts
 */
export function checkKey(name: string, engine: Engine): KeyVerdict {
  const row = rowOf(name, engine);
  if (row) return checkRow(row, engine.version);
  const flagOnly = flagOnlyName(name, engine);
  if (flagOnly) {
    const problem = keyWords.ignored(name, flagOnly.use);
    return { kind: 'ignored', use: flagOnly.use, problem };
  }
  const foreign = engineKeys.find((candidate) => candidate.key === name);
  if (foreign?.fork) return unknown(name, null, keyWords.forkOnly(name));
  if (name === 'validate') return unknown(name, null, keyWords.validates());
  const use = refusedNames.includes(name) ? null : suggestion(name, engine);
  return unknown(name, use, keyWords.unknown(name, use));
}

/** One name of a daemon.json after flattening, with where it stands. */
export interface FlatName {
  readonly name: string;
  readonly path: readonly [string] | readonly [outer: string, inner: string];
  readonly value: Json;
}

/**
 * The names dockerd checks: an object is replaced by its members unless its key is one of a few.
 * @see moby daemon/config/config.go configValuesSet
 */
export function flattenNames(config: JsonObject): readonly FlatName[] {
  return Object.entries(config).flatMap(([key, value]): FlatName[] => {
    if (!isObject(value) || flatKeys.has(key)) return [{ name: key, path: [key], value }];
    return Object.entries(value).map(([inner, innerValue]) => ({
      name: inner,
      path: [key, inner],
      value: innerValue,
    }));
  });
}

/** Every name of a daemon.json that the engine refuses, ignores, or that stands where it does nothing. */
export function checkNames(
  config: JsonObject,
  engine: Engine,
): readonly (FlatName & { readonly verdict: Exclude<KeyVerdict, { kind: 'known' }> })[] {
  return flattenNames(config).flatMap((flat) => {
    const verdict = checkPlaced(flat, engine);
    return verdict.kind === 'known' ? [] : [{ ...flat, verdict }];
  });
}

/** dockerd's flag for a key, without dashes; null where the engine has none. */
export function flagFor(key: string): string | null {
  if (proxyNames.includes(key)) return key;
  const row = engineKeys.find((candidate) => candidate.key === key);
  if (!row) return null;
  return row.flag === undefined ? row.key : row.flag;
}

/** The daemon.json key a flag sets (`--registry-mirror`, `registry-mirror`, `-H`); null if none. */
export function keyForFlag(flag: string): string | null {
  const name = flag.replace(/^--?/, '').replace(/=.*$/s, '');
  if (proxyNames.includes(name)) return name;
  if (name.length === 1) return engineKeys.find((row) => row.short === name)?.key ?? null;
  // A flag that was renamed belongs to the newest key: --host-gateway-ip sets host-gateway-ips.
  return engineKeys.findLast((row) => row.flag === name)?.key ?? plainKey(name);
}

/**
 * Whether a reload (SIGHUP) makes the engine take up a changed key.
 * @param version null is judged as too old to know: a restart is always right
 */
export function isReloadable(key: string, version: EngineVersion | null): boolean {
  const row = engineKeys.find((candidate) => candidate.key === key);
  if (!row?.reloadable || version === null) return false;
  if (isList(key) && losesInsecureOnReload(version)) return false;
  return isAtLeast(version, row.reloadable);
}

/**
 * 23.0.0 to 23.0.6 and 24.0.0 rebuild the index table while they apply mirrors, and the insecure
 * list is lost until a restart (moby v23.0.6 against v23.0.7 daemon/reload.go).
 */
export function losesInsecureOnReload(version: EngineVersion): boolean {
  const in23 = isAtLeast(version, '23.0.0') && !isAtLeast(version, '23.0.7');
  return in23 || (isAtLeast(version, '24.0.0') && !isAtLeast(version, '24.0.1'));
}

/** The members of `proxies` are flags of their own. */
export const proxyNames: readonly string[] = ['http-proxy', 'https-proxy', 'no-proxy'];

function rowOf(name: string, engine: Engine): EngineKey | undefined {
  return engineKeys.find((row) => row.key === name && (!row.fork || row.fork === engine.fork));
}

function checkRow(row: EngineKey, version: EngineVersion | null): KeyVerdict {
  const { key, since, until, ignoredSince } = row;
  if (until && (version === null || isAtLeast(version, until))) {
    const problem = keyWords.removed(key, until, row.use ?? null);
    return { kind: 'removed', use: row.use ?? null, problem, engineText: directives(key) };
  }
  if (version && !isAtLeast(version, since)) {
    const problem = keyWords.tooNew(key, since);
    return { kind: 'tooNew', use: null, problem, engineText: directives(key) };
  }
  if (ignoredSince && (version === null || isAtLeast(version, ignoredSince))) {
    return { kind: 'ignored', use: null, problem: keyWords.ignoredNow(key, ignoredSince) };
  }
  return { kind: 'known', row };
}

/** A name that passes the engine's check only because a flag is spelt like that. */
function flagOnlyName(name: string, engine: Engine): { readonly use: string | null } | null {
  const { version } = engine;
  const listed = ignoredNames.find((entry) => entry.name === name);
  if (listed) return version === null || isAtLeast(version, listed.since) ? listed : null;
  const row = engineKeys.findLast((candidate) => candidate.flag === name);
  if (!row) return null;
  const gone = row.until !== undefined && (version === null || isAtLeast(version, row.until));
  const early = version !== null && !isAtLeast(version, row.flagSince ?? row.since);
  return gone || early ? null : { use: row.key };
}

function checkPlaced(flat: FlatName, engine: Engine): KeyVerdict {
  const [outer, inner] = flat.path;
  if (inner === undefined) return checkTop(flat, engine);
  if (outer === 'proxies') return checkProxyMember(flat, engine);
  if (outer.toLowerCase() === 'proxies' && proxyNames.includes(inner)) {
    const verdict = checkProxyMember(flat, engine);
    if (verdict.kind !== 'known') return verdict;
    // Go's decoder folds case, and the engine's own check sees the members only (measured on 26.1)
    return { kind: 'miscased', use: 'proxies', problem: keyWords.miscased(outer, 'proxies') };
  }
  const verdict = checkKey(inner, engine);
  if (verdict.kind !== 'known') return verdict;
  return { kind: 'misplaced', use: inner, problem: keyWords.misplaced(outer, inner) };
}

/** `proxies` is no option's name: it passes as the object whose members are (measured on 26.1). */
function checkTop({ name, value }: FlatName, engine: Engine): KeyVerdict {
  const verdict = checkKey(name, engine);
  if (name !== 'proxies' || value !== null || verdict.kind !== 'known') return verdict;
  return unknown(name, null, keyWords.wrongType(name, typeWords.proxies));
}

function checkProxyMember({ name, value }: FlatName, engine: Engine): KeyVerdict {
  const verdict = checkKey('proxies', engine);
  if (verdict.kind !== 'known')
    return { ...verdict, ...(verdict.kind === 'tooNew' ? { engineText: directives(name) } : {}) };
  if (proxyNames.includes(name)) return verdict;
  const known = checkKey(name, engine);
  if (known.kind === 'known') {
    return { kind: 'misplaced', use: name, problem: keyWords.misplaced('proxies', name) };
  }
  const use = nearest(name, proxyNames);
  const isClients = clientProxyNames.includes(name) || isObject(value);
  return unknown(name, use, isClients ? keyWords.clientForm(name) : keyWords.noProxyKey(name, use));
}

/** @see docker/cli cli/config/configfile/file.go ProxyConfig */
const clientProxyNames: readonly string[] = [
  ...['default', 'httpProxy', 'httpsProxy', 'noProxy', 'ftpProxy', 'allProxy'],
];

function unknown(name: string, use: string | null, problem: Said): KeyVerdict {
  return { kind: 'unknown', use, problem, engineText: directives(name) };
}

function directives(name: string): string {
  return `the following directives don't match any configuration option: ${name}`;
}

function suggestion(name: string, engine: Engine): string | null {
  const usable = engineKeys.filter(
    (row) => rowOf(row.key, engine) === row && checkRow(row, engine.version).kind === 'known',
  );
  return nearest(
    name,
    usable.map((row) => row.key),
  );
}

function plainKey(name: string): string | null {
  return engineKeys.find((row) => row.key === name && row.flag === undefined)?.key ?? null;
}

function isList(key: string): boolean {
  return key === 'registry-mirrors' || key === 'insecure-registries';
}
