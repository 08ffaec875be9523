import type { HostFacts } from '../../domain/facts.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { checkKey, isReloadable, losesInsecureOnReload } from '../../domain/key-check.ts';
import type { FileChange, ServiceAction } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { keyOfFlag } from '../../targets/flag-values.ts';
import { kindOf } from '../../targets/index.ts';
import { runningFlags } from '../placement/hidden-flags.ts';
import { said } from './words.ts';

/** What the engine needs for the running one to match the files, and why. */
export interface Needed {
  readonly action: ServiceAction;
  readonly reason: Said;
}

/** What is known when the question comes up. */
export interface Before {
  readonly facts: HostFacts;
  readonly after: HostFacts;
  readonly changes: readonly FileChange[];
  /** keys in which the running engine differs from what the files will say */
  readonly diverged: readonly string[];
  /** the system's CA bundle lacks what is wished for, and will be built anew */
  readonly staleTrust?: boolean;
}

/**
 * Decides between nothing, reload and restart. A reload is enough when every changed key is one
 * the engine takes up on SIGHUP, and nothing makes this engine's reload go wrong
 * (moby daemon/reload.go, daemon/command/daemon.go reloadConfig).
 */
export function neededAction(before: Before): Needed {
  const { facts, changes, diverged } = before;
  if (!facts.live) return { action: 'none', reason: said.notLive(facts.root) };
  const keys = changedKeys(before);
  const reason = restartReason(before, keys);
  const touched = [...new Set([...keys, ...diverged])];
  if (!isRunning(facts)) return whenStopped(facts, changes, reason !== null || touched.length > 0);
  if (reason) return { action: 'restart', reason };
  if (touched.length === 0) {
    return { action: 'none', reason: changes.length > 0 ? said.noAction() : said.nothingToDo() };
  }
  const reload = keys.length > 0 ? said.reload(touched) : said.diverged(diverged);
  return { action: 'reload', reason: reload };
}

/** Whether there is an engine to reload: it answers, or its manager says that it runs. */
export function isRunning(facts: HostFacts): boolean {
  const active = ['active', 'reloading'].includes(facts.unit?.activeState ?? '');
  return facts.info !== null || facts.process !== null || active;
}

/** A host that was down is started only when its unit is enabled, and only for a reason. */
function whenStopped(facts: HostFacts, changes: readonly FileChange[], matters: boolean): Needed {
  const failed = facts.unit?.activeState === 'failed';
  const wanted = facts.unit?.enabled === true && !facts.unit.masked;
  if (wanted && (matters || failed)) return { action: 'restart', reason: said.start() };
  if (changes.length === 0) return { action: 'none', reason: said.nothingToDo() };
  if (!matters) return { action: 'none', reason: said.noAction() };
  const isAbsent = facts.flavour === 'none' && facts.unit === null;
  if (isAbsent) return { action: 'none', reason: said.notInstalled() };
  return { action: 'none', reason: facts.unit === null ? said.leftStopped() : said.notStarted() };
}

/**
 * Keys of daemon.json whose value is another one afterwards. Names that the engine accepts and does
 * nothing with are not missed when they go.
 */
function changedKeys({ facts, after }: Before): readonly string[] {
  const [old, now] = [valuesOf(facts), valuesOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const counts = (name: string) => checkKey(name, facts.engine).kind !== 'ignored';
  return names.filter((name) => !same(old[name], now[name]) && counts(name));
}

function valuesOf(facts: HostFacts): JsonObject {
  const document = daemonDocument(facts);
  return document.kind === 'ok' ? document.values : {};
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function restartReason(before: Before, keys: readonly string[]): Said | null {
  return (
    unitReason(before) ??
    trustReason(before) ??
    keysReason(before, [...keys, ...before.diverged]) ??
    (keys.length > 0 || before.diverged.length > 0 ? reloadHazard(before) : null)
  );
}

/** Flags or environment that the next start would get, against those of the files before. */
function unitReason({ facts, after, changes }: Before): Said | null {
  const change = changes.find((each) => kindOf(each.target) === 'unit');
  if (!change) return null;
  const shape = (each: HostFacts) =>
    JSON.stringify([
      each.unit?.argv,
      each.unit?.environment.map(({ name, value }) => [name, value]),
    ]);
  const unchanged = facts.unit !== null && shape(facts) === shape(after);
  return unchanged ? null : said.restartForUnit(change.path);
}

/** Go loads the system's roots once per process (go src/crypto/x509/root.go). */
function trustReason({ changes, staleTrust }: Before): Said | null {
  const changed = changes.some((change) => change.target === 'system-trust');
  return changed || staleTrust ? said.restartForTrust() : null;
}

function keysReason({ facts, after }: Before, keys: readonly string[]): Said | null {
  const { version } = facts.engine;
  const lists = ['registry-mirrors', 'insecure-registries'];
  if (version && losesInsecureOnReload(version) && keys.some((key) => lists.includes(key))) {
    return said.restartForWindow(version.text);
  }
  const [old, now] = [valuesOf(facts), valuesOf(after)];
  const stubborn = keys.filter(
    (key) =>
      !isReloadable(key, version) ||
      isFlag(key, after) ||
      (key === 'features' && storeOf(old[key]) !== storeOf(now[key])) ||
      (!Object.hasOwn(now, key) && !resetWhenGone.includes(key)),
  );
  return stubborn.length > 0 ? said.restartForKeys([...new Set(stubborn)]) : null;
}

/** A value that the unit gives as a flag is only read when the engine starts. */
function isFlag(key: string, { unit }: HostFacts): boolean {
  return unit?.flags.some((flag) => keyOfFlag(flag.name) === key) ?? false;
}

/** The store is chosen when the engine starts (moby daemon/image_store_choice.go). */
function storeOf(features: Json | undefined): Json | undefined {
  return typeof features === 'object' && features !== null && !Array.isArray(features)
    ? (features as JsonObject)['containerd-snapshotter']
    : undefined;
}

/**
 * Keys that a reload resets when they are gone from the file; it keeps the old value of all others
 * (moby daemon/reload.go). The two lists come here as gone only when they are then written `[]`.
 */
const resetWhenGone = [
  'registry-mirrors',
  'insecure-registries',
  'max-concurrent-downloads',
  'max-concurrent-uploads',
  'features',
  'authorization-plugins',
  'network-diagnostic-port',
  'nri-opts',
];

/** What makes a reload fail or do harm on this host. */
function reloadHazard({ facts, after, diverged }: Before): Said | null {
  if (facts.serviceManager === 'systemd-user') return said.restartForRootless();
  const flags = runningFlags(facts);
  const inFile = Object.keys(valuesOf(after)).flatMap((key) =>
    key === 'proxies' ? proxyMembers(after) : [key],
  );
  const clash = flags.find(
    (key) => key !== 'runtimes' && (inFile.includes(key) || diverged.includes(key)),
  );
  if (clash) return said.restartForFlag(clash);
  return flags.includes('authorization-plugins') ? said.restartForPlugins() : null;
}

function proxyMembers(facts: HostFacts): readonly string[] {
  const { proxies } = valuesOf(facts);
  return typeof proxies === 'object' && proxies !== null ? Object.keys(proxies) : [];
}
