import type { HostFacts } from '../../domain/facts.ts';
import type { FileChange, ServiceAction } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import { boot2docker } from '../../flavours/boot2docker.ts';
import { parseUnit } from '../../formats/systemd/parse.ts';
import { textOf } from '../../formats/text.ts';
import { readsHostsToml } from '../../targets/hosts-files.ts';
import { ownDropIn } from '../../targets/own-drop-in.ts';
import { proxyKeyOf, proxyKeys } from '../../targets/proxy-keys.ts';
import { trustStore } from '../../targets/trust-stores.ts';
import { type Current, currentOf } from '../placement/current.ts';
import type { Want } from '../placement/wants.ts';
import { differing } from '../transact/verify.ts';
import { isRunning } from './action.ts';
import { expectationsOf } from './expect.ts';
import type { Rendered } from './render.ts';
import { canBuildInTree } from './trust.ts';
import { unreadKeys } from './unread.ts';
import { said } from './words.ts';

/** What the user should know of the changes themselves, and of what they leave as it is. */
export function warningsOn(
  { changes, after }: Rendered,
  facts: HostFacts,
  action: ServiceAction,
): readonly Said[] {
  return [
    ...changes.flatMap((change) => [...tightened(change), ...frozen(change, facts)]),
    ...hardLinked(changes, facts),
    ...treeTrust(changes, facts),
    ...hiddenDefaults(changes, facts),
    ...vanishing(changes, facts),
    ...(action === 'restart' ? restarted(facts) : []),
    ...(changes.length > 0 ? foreignProxies(after) : []),
  ];
}

/** What its list of containers does not tell. */
function restarted(facts: HostFacts): readonly Said[] {
  if (facts.info === null) return isRunning(facts) ? [said.containersUnknown()] : [];
  return facts.info.swarm ? [said.swarmTasks()] : [];
}

function tightened({ path, before, after }: FileChange): readonly Said[] {
  if (before.kind === 'absent' || after.kind === 'absent') return [];
  return before.mode === after.mode ? [] : [said.modeTightened(path)];
}

/** dockcfg's drop-in begins to repeat the package's command line. */
function frozen({ path, before, after }: FileChange, facts: HostFacts): readonly Said[] {
  if (path !== ownDropIn(facts) || after.kind === 'absent') return [];
  const repeats = (bytes: Uint8Array) =>
    parseUnit(textOf(bytes)).assignments.some((one) => one.key === 'ExecStart');
  const already = before.kind === 'file' && repeats(before.bytes);
  if (already || !repeats(after.bytes)) return [];
  const source = facts.unit?.files.findLast((each) => {
    const state = facts.files.get(each)?.state;
    return state?.kind === 'file' && repeats(state.bytes);
  });
  return [said.freezesExecStart(path, source ?? facts.layout.serviceName)];
}

/** boot2docker's root is in memory; of the disk only two folders come back (boot2docker README). */
function vanishing(changes: readonly FileChange[], facts: HostFacts): readonly Said[] {
  if (facts.flavour !== boot2docker.id) return [];
  return changes
    .filter(({ path, after }) => after.kind === 'file' && !/^\/var\/lib\//.test(path))
    .map(({ path }) => said.vanishes(path));
}

/** A new file takes the place of the old one, which keeps its other names and its text. */
function hardLinked(changes: readonly FileChange[], { files }: HostFacts): readonly Said[] {
  return changes
    .filter(({ path }) => files.get(path)?.names !== undefined)
    .map(({ path }) => said.hardLinked(path));
}

/** With a folder of its own a registry is no longer described by `_default` (containerd hosts.go). */
function hiddenDefaults(changes: readonly FileChange[], facts: HostFacts): readonly Said[] {
  const { certsDir } = facts.layout;
  const folders = facts.directories.get(`${certsDir}/`) ?? [];
  if (!readsHostsToml(facts) || !folders.includes('_default')) return [];
  const begun = changes.flatMap(({ path, before, after }) => {
    const [folder = ''] = path.startsWith(`${certsDir}/`)
      ? path.slice(certsDir.length + 1).split('/')
      : [];
    const isNew = before.kind === 'absent' && after.kind === 'file' && !folders.includes(folder);
    return isNew && folder !== '' ? [folder] : [];
  });
  return [...new Set(begun)].map((folder) => said.hidesDefault(`${certsDir}/_default`, folder));
}

function treeTrust(changes: readonly FileChange[], facts: HostFacts): readonly Said[] {
  const store = trustStore(facts);
  const touched = changes.some((change) => change.target === 'system-trust');
  return touched && store && !facts.live && !canBuildInTree(facts)
    ? [said.trustInTree(store.command.join(' '))]
    : [];
}

const shownKeys = ['registry-mirrors', 'insecure-registries', ...proxyKeys];

/**
 * Keys nobody wishes anything for, in which the running engine has something else than its files:
 * whatever is done now, or somebody later, brings that change along.
 */
export function unwishedDifferences(
  wants: readonly Want[],
  { facts, held }: Current,
): readonly Said[] {
  if (!facts.info || !facts.live) return [];
  const others = shownKeys.filter((key) => !wants.some((want) => want.key === key));
  const files = others.map((key) => ({ key, subject: null, value: held(key).value ?? null }));
  const unread = unreadKeys(facts, facts).filter((key) => !wants.some((want) => want.key === key));
  const keys = [...new Set([...differing(expectationsOf(files, facts), facts.info), ...unread])];
  return keys.length > 0 ? [said.outsideWish(keys)] : [];
}

/** Proxies that the manager gives every service, where nobody has set another one here. */
function foreignProxies(after: HostFacts): readonly Said[] {
  const current = currentOf(after);
  return Object.keys(after.managerEnvironment ?? {})
    .filter((name) => {
      const { settings, value } = current.held(proxyKeyOf(name) ?? '');
      const given = settings.find((setting) => setting.origin.path === null);
      return given !== undefined && given.value === value;
    })
    .map((name) => said.foreignProxy(name));
}
