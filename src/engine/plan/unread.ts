import type { FileState, HostFacts } from '../../domain/facts.ts';
import type { Json } from '../../domain/json.ts';
import { isReloadable } from '../../domain/key-check.ts';
import type { FileChange } from '../../domain/plan.ts';
import { currentOf } from '../placement/current.ts';
import { overlay } from './overlay.ts';
import { isTrustUnread } from './trust.ts';

/**
 * Keys for which the files will say something else than the running engine has read, where dockcfg
 * itself wrote it without telling the engine. That is how a restart which was put off is not
 * forgotten for keys that no engine shows.
 * @param after the facts with the changes of a plan made
 */
export function unreadKeys(facts: HostFacts, after: HostFacts): readonly string[] {
  const trust = isTrustUnread(facts) ? ['system-ca'] : [];
  return [...new Set([...unreadInFiles(facts, after), ...trust])];
}

function unreadInFiles(facts: HostFacts, after: HostFacts): readonly string[] {
  const unread = facts.unread ?? [];
  if (unread.length === 0) return [];
  const now = valuesOf(after);
  const differing = (before: ReadonlyMap<string, string>) =>
    [...new Set([...now.keys(), ...before.keys()])].filter(
      (key) => now.get(key) !== before.get(key),
    );
  const version = facts.engine.version;
  const atReload = unread.flatMap(({ path, atReload: state }) => (state ? [{ path, state }] : []));
  return [
    ...differing(
      valuesAt(
        facts,
        unread.map(({ path, atStart: state }) => ({ path, state })),
      ),
    ).filter((key) => !isReloadable(key, version)),
    ...differing(valuesAt(facts, atReload)).filter((key) => isReloadable(key, version)),
  ];
}

/** The effective values with some files as they were. */
function valuesAt(
  facts: HostFacts,
  files: readonly { readonly path: string; readonly state: FileState }[],
): ReadonlyMap<string, string> {
  const changes = files.map(({ path, state }): FileChange => {
    const { state: now } = facts.files.get(path) ?? { state: absent };
    const before = now.kind === 'file' ? now : absent;
    return { kind: 'file', target: '', path, before, after: state, because: [] };
  });
  return valuesOf(overlay(facts, changes));
}

const absent: FileState = { kind: 'absent' };

/** What the engine itself reads when it starts or reloads, each value in one spelling. */
function valuesOf(facts: HostFacts): ReadonlyMap<string, string> {
  const current = currentOf(facts);
  const keys = current.settings
    .filter(({ key, subject }) => subject === null && !key.startsWith('client-'))
    .map(({ key }) => key);
  return new Map(
    [...new Set(keys)].flatMap((key) => {
      const { settings, value = null } = current.held(key);
      const all = settings.map((each) => JSON.stringify(each.value)).toSorted();
      if (key === 'system-ca') return [[key, all.join()] as const];
      return isNothing(value) ? [] : [[key, JSON.stringify(value)] as const];
    }),
  );
}

/** To the engine an empty list or text is the same as none. */
function isNothing(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
