import type { ShowDocument } from '../../domain/documents.ts';
import type { HostFacts, Origin, Setting } from '../../domain/facts.ts';
import type { Json } from '../../domain/json.ts';
import { isReloadable } from '../../domain/key-check.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { isProxyKey } from '../../targets/proxy-keys.ts';
import { maskedAsEngine } from '../masked.ts';
import { type Current, currentOf, type Held, isInDaemonJson } from '../placement/current.ts';
import { isSatisfied } from '../placement/engine-keys.ts';
import { isRunning } from '../plan/action.ts';
import { unreadKeys } from '../plan/unread.ts';
import { withDigits } from './digits.ts';
import { isMeant } from './filter.ts';
import { masked } from './mask.ts';
import { oddRows, withoutEffect } from './odd.ts';
import { type Problem, problemsOn } from './problems.ts';
import { saidBefore } from './twice.ts';
import { nameOf, runningValue } from './value.ts';

type Row = ShowDocument['settings'][number];

/**
 * Every setting of this host: where it comes from, what it hides, what conflicts with it, and what
 * the running engine has instead. Secrets are masked.
 * @param keys only these, and what stands below them; none means all
 */
export function show(facts: HostFacts, keys: readonly string[] = []): Shown {
  const current = currentOf(facts);
  const problems = problemsOn(facts);
  const seen = { current, unread: unreadKeys(facts, facts), problems };
  const rows = [...groupsOf(current).map((group) => rowOf(group, seen)), ...oddRows(current)];
  const settings = rows
    .filter((row) => isMeant(row.key, keys))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { settings, problems };
}

/** What a host has, before it is put into one language. */
export interface Shown {
  readonly settings: ShowDocument['settings'];
  readonly problems: readonly Problem[];
}

interface Seen {
  readonly current: Current;
  /** keys that dockcfg wrote without telling the engine */
  readonly unread: readonly string[];
  readonly problems: readonly Problem[];
}

interface Group {
  readonly key: string;
  readonly subject: string | null;
  readonly held: Held;
}

/** One group a key and registry; of the system's certificates each stands by itself. */
function groupsOf(current: Current): readonly Group[] {
  const groups = new Map<string, Group>();
  const wrong = withoutEffect(current.facts);
  for (const setting of current.settings) {
    const { key, subject, origin, target } = setting;
    if (target === 'daemon-json' && wrong.includes(key)) continue;
    const alone = key === 'system-ca' ? origin.path : '';
    const held =
      key === 'system-ca'
        ? { settings: [setting], value: setting.value, duplicated: false }
        : current.held(key, subject);
    groups.set(`${key} ${subject} ${alone}`, { key, subject, held });
  }
  return [...groups.values()];
}

function rowOf({ key, subject, held }: Group, { current, unread, problems }: Seen): Row {
  const { facts } = current;
  const winner = winnerOf(held);
  const running = subject === null ? runningValue(facts, key) : undefined;
  const isUnread = subject === null && unread.includes(key);
  const isDead = isWithoutEffect(held, running);
  const twice = isInDaemonJson(winner) ? saidBefore(facts, key) : [];
  const judged = { key, held, running, unread: isUnread };
  const isRefused =
    held.duplicated || held.settings.some((setting) => isRefusedAt(setting, problems));
  const shown = masked(key, isDead ? winner.value : (held.value ?? null));
  return {
    key: nameOf(key, subject),
    value: isInDaemonJson(winner) ? withDigits(shown, writtenAs(facts, key)) : shown,
    origin: winner.origin,
    shadows: [...shadowsOf(held, winner), ...twice],
    conflict: isRefused,
    running: running === undefined ? null : masked(key, running),
    state: isRefused ? 'conflict' : isDead ? 'ignored' : stateOf(facts, judged),
  };
}

function writtenAs(facts: HostFacts, key: string): string | null {
  const document = daemonDocument(facts);
  return document.kind === 'ok' ? document.literal(key) : null;
}

/** The engine does not start with it; on a damaged command line nothing else counts either. */
function isRefusedAt({ key, origin }: Setting, problems: readonly Problem[]): boolean {
  const { path, line } = origin;
  return problems.some(
    (each) => each.path === path && (each.key === null ? each.line === line : each.key === key),
  );
}

/** A later file of the unit empties what an earlier one assigns, and nothing else says it. */
function isWithoutEffect({ settings, value }: Held, running: Json | undefined): boolean {
  return settings.length > 0 && value === undefined && (running === undefined || running === '');
}

/** The place whose value counts; where a list comes from several flags, the first of them. */
function winnerOf(held: Held): Setting {
  const [first] = held.settings;
  const wins = held.settings.find(
    (setting) => JSON.stringify(setting.value) === JSON.stringify(held.value),
  );
  const winner = wins ?? first;
  if (!winner) throw new Error('a group of settings is never empty');
  return winner;
}

/** Flags of one list add up, so none of them hides another. */
function shadowsOf(held: Held, winner: Setting): readonly Origin[] {
  const others = held.settings.filter((setting) => setting !== winner);
  const list = Array.isArray(winner.value) && winner.origin.kind === 'flag';
  return others
    .filter((setting) => !(list && setting.origin.kind === 'flag'))
    .map((setting) => setting.origin);
}

interface Judged {
  readonly key: string;
  readonly held: Held;
  readonly running: Json | undefined;
  /** dockcfg wrote it and told the engine nothing */
  readonly unread: boolean;
}

/**
 * Whether the running engine has what its files say; what it does not tell is taken for granted.
 * Where no engine runs nothing is in effect, whatever its files say.
 */
function stateOf(facts: HostFacts, { key, held, running, unread }: Judged): Row['state'] {
  if (!isRunning(facts) && !isClients(key)) return 'at next start';
  if (running === undefined) {
    if (unread) return pending(facts, key, held);
    return facts.unit?.needsDaemonReload ? lateState(facts, held) : 'in effect';
  }
  const value = held.value ?? null;
  const wanted = isProxyKey(key) && typeof value === 'string' ? maskedAsEngine(value) : value;
  const seen = isProxyKey(key) && typeof running === 'string' ? maskedAsEngine(running) : running;
  if (isSatisfied({ key, subject: null, value: wanted }, seen)) return 'in effect';
  return pending(facts, key, held);
}

/** What the docker command reads itself, at each of its runs. */
function isClients(key: string): boolean {
  return key.startsWith('client-');
}

function pending(facts: HostFacts, key: string, held: Held): Row['state'] {
  const inFile = held.settings.some((setting) => setting.target === 'daemon-json');
  return inFile && isReloadable(key, facts.engine.version) ? 'not reloaded' : 'needs restart';
}

/** systemd has not read the changed unit yet, so nothing from it can be in effect. */
function lateState(facts: HostFacts, held: Held): Row['state'] {
  const files = facts.unit?.files ?? [];
  const late = held.settings.some((setting) => files.includes(setting.origin.path ?? ''));
  return late ? 'needs restart' : 'in effect';
}
