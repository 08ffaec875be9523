import { isAtLeast } from '../../domain/engine.ts';
import type { HostFacts, Setting } from '../../domain/facts.ts';
import { isPackaged, isShared } from '../../targets/packaged.ts';
import { holdsPassword, isProxyKey, proxyKeyOf, proxyKeys } from '../../targets/proxy-keys.ts';
import { type Current, type Held, isInDaemonJson } from './current.ts';
import { conflictOf, isSatisfied, moved } from './engine-keys.ts';
import { nothingPlaced, type Placed, type PlacedEdit, together } from './placed.ts';
import type { Want } from './wants.ts';
import { because } from './words.ts';

/**
 * Places the proxies the engine itself uses. The three keys stay together: where one of them
 * already lives and can be edited, else daemon.json from 23.0, else the environment. A password
 * goes only where no other user can read it.
 */
export function placeProxies(wants: readonly Want[], current: Current): Placed {
  const proxies = wants.filter((want) => isProxyKey(want.key));
  const open = proxies.filter((want) => !isSettled(want, current));
  if (open.length === 0) return nothingPlaced;
  const destination = destinationOf(open, current);
  return together(
    open.map((want) => {
      const held = current.held(want.key);
      const edits = [...moved(want, held, destination).edits, ...unset(want, held)];
      return {
        edits: holdsPassword(want.value)
          ? edits.map((each) => withReason(each, held, current.facts))
          : edits,
        conflicts: held.duplicated ? [conflictOf(want.key, held)] : [],
      };
    }),
  );
}

/** What a file of everybody's sets is taken away for this service alone. */
function unset({ key, value }: Want, { settings }: Held): readonly PlacedEdit[] {
  if (value !== null || !settings.some(({ origin }) => isShared(origin.path))) return [];
  const edit = { key, subject: null, value: null, because: because.unwanted(key) };
  return [{ target: 'systemd-dropin', edit }];
}

/** Where a place loses a password because everybody could read it there, that is the reason to give. */
function withReason(placed: PlacedEdit, held: Held, facts: HostFacts): PlacedEdit {
  const { target, edit } = placed;
  const exposed = held.settings.find((each) => each.target === target && isExposed(each, facts));
  if (!exposed) return placed;
  return { target, edit: { ...edit, because: because.passwordExposed(edit.key, exposed.origin) } };
}

/** daemon.json takes `proxies` from 23.0; the fork and older engines do not start with it. */
export function daemonTakesProxies(facts: HostFacts): boolean {
  const { version, fork } = facts.engine;
  return fork === null && (version === null || isAtLeast(version, '23.0'));
}

function isSettled(want: Want, current: Current): boolean {
  const held = current.held(want.key);
  if (held.duplicated || !isSatisfied(want, held.value)) return false;
  // An engine older than the key does not start with it, whatever it says.
  if (held.settings.some(isInDaemonJson) && !daemonTakesProxies(current.facts)) return false;
  // an unwanted value must be gone everywhere: an empty text in one place does not hide the other
  if (want.value === null) return held.settings.length === 0;
  return (
    !holdsPassword(want.value) || !held.settings.some((each) => isExposed(each, current.facts))
  );
}

/** Environment= shows in `systemctl show`, flags in the process list, files by their mode. */
function isExposed(setting: Setting, facts: HostFacts): boolean {
  if (!holdsPassword(setting.value)) return false;
  if (setting.origin.kind === 'flag' || isInUnit(setting)) return true;
  const state = facts.files.get(setting.origin.path ?? '')?.state;
  return state?.kind === 'file' && (state.mode & 0o077) !== 0;
}

function isInUnit(setting: Setting): boolean {
  const path = setting.origin.path ?? '';
  return setting.target === 'systemd-dropin' && /\.(?:conf|service)$/.test(path);
}

function destinationOf(open: readonly Want[], current: Current): string {
  const { facts } = current;
  const secret = open.some((want) => holdsPassword(want.value));
  const held = proxyKeys.map((key) => current.held(key));
  // what a later file of the unit empties belongs to nobody any more
  const counts = held.filter((each) => each.value !== undefined);
  const all = counts.flatMap((each: Held) => each.settings);
  if (all.some(isInDaemonJson) && daemonTakesProxies(facts)) return 'daemon-json';
  const flags = all.some((setting) => setting.origin.kind === 'flag');
  if (daemonTakesProxies(facts) && (secret || flags)) return 'daemon-json';
  const kept = secret || isOverruled(open, facts) ? undefined : editableOwner(all);
  return kept ?? (daemonTakesProxies(facts) ? 'daemon-json' : environmentPlace(facts));
}

/** A file nobody may edit, or a command in front of the engine, has the last word about the variable: what stands before it is lost. */
function isOverruled(open: readonly Want[], { unit }: HostFacts): boolean {
  const keys = open.filter((want) => want.value !== null).map((want) => want.key);
  return (unit?.environment ?? []).some(
    ({ name, origin, byCommand }) =>
      keys.includes(proxyKeyOf(name) ?? '') && (byCommand || isPackaged(origin.path)),
  );
}

function editableOwner(settings: readonly Setting[]): string | undefined {
  return settings.findLast(
    ({ origin }) =>
      origin.kind === 'environment' && !isPackaged(origin.path) && !isShared(origin.path),
  )?.target;
}

/** Where an engine without `proxies` gets its environment from. */
function environmentPlace(facts: HostFacts): string {
  if (facts.flavour === 'boot2docker') return 'boot2docker-profile';
  if (facts.serviceManager === 'openrc') return 'confd-docker';
  return facts.serviceManager === 'sysv' ? 'default-docker' : 'systemd-dropin';
}
