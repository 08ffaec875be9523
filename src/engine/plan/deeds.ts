import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Deed } from '../../domain/finding.ts';
import type { Json } from '../../domain/json.ts';
import type { FileChange } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import { fileChange } from '../../targets/change.ts';
import type { Current } from '../placement/current.ts';
import type { Want } from '../placement/wants.ts';
import { isRunning, type Needed } from './action.ts';
import { unreadKeys } from './unread.ts';
import { said } from './words.ts';

/**
 * What the files say already, as wishes: then the running engine is held to them like to any
 * other; what it has not read since dockcfg wrote it is among them. What is wished for anyway is left out, and so is a proxy that no file sets: where the
 * engine has it from cannot be told, so it must not fail for keeping it.
 */
export function convergingWants(
  current: Current,
  deeds: readonly Deed[],
  wished: readonly Want[],
): readonly Want[] {
  const keys = deeds.flatMap((deed) => (deed.kind === 'converge' ? deed.keys : []));
  const unread = keys.length === 0 ? [] : unreadKeys(current.facts, current.facts);
  return [...new Set([...keys, ...unread])]
    .filter((key) => !wished.some((want) => want.subject === null && want.key === key))
    .map((key) => ({ key, subject: null, value: valueNow(key, current) }))
    .filter(({ key, value }) => value !== null || lists.includes(key) || unread.includes(key));
}

function valueNow(key: string, current: Current): Json {
  const { settings, value = null } = current.held(key);
  return key === 'system-ca' ? settings.map((each) => each.value) : value;
}

const lists = ['registry-mirrors', 'insecure-registries'];

/** Files whose name the engine does not read, under the one that it does. */
export function movedFiles(facts: HostFacts, deeds: readonly Deed[]): readonly FileChange[] {
  return deeds.flatMap((deed) => (deed.kind === 'move' ? moved(facts, deed) : []));
}

function moved(
  facts: HostFacts,
  { path, to }: Extract<Deed, { kind: 'move' }>,
): readonly FileChange[] {
  const state = facts.files.get(path)?.state;
  if (state?.kind !== 'file') return [];
  const write = (at: string, content: Uint8Array | null, because: Said) =>
    fileChange(facts, { target: 'file-name', path: at, content, because: [because] });
  return [
    ...write(to, state.bytes, said.movedHere(path)).map((change) =>
      change.after.kind === 'file'
        ? { ...change, after: { ...change.after, mode: state.mode } }
        : change,
    ),
    ...write(path, null, said.moved(to)),
  ];
}

/** A start or restart that is needed whatever the files say. */
export function demanded(found: Needed, facts: HostFacts, deeds: readonly Deed[]): Needed {
  const asked = deeds.some(({ kind }) => kind === 'restart');
  if (!asked || !facts.live || found.action === 'restart') return found;
  return { action: 'restart', reason: isRunning(facts) ? said.demanded() : said.started() };
}

/**
 * systemd would refuse the restart of a masked unit only after the files were written.
 * @throws Failure needsDecision
 */
export function refuseMasked({ action }: Needed, facts: HostFacts, deeds: readonly Deed[]): void {
  const { unit } = facts;
  const unmasks = deeds.some((deed) => deed.kind === 'effect' && deed.effect === 'unmask');
  if (action !== 'restart' || !unit?.masked || unmasks) return;
  throw new Failure('needsDecision', said.maskedRunning(unit.name));
}
