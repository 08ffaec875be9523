import type { Setting } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import { isPackaged } from '../../targets/packaged.ts';
import { type Current, type Held, isInDaemonJson } from '../placement/current.ts';
import { conflictOf, isSatisfied } from '../placement/engine-keys.ts';
import { type Placed, type PlacedEdit, together } from '../placement/placed.ts';
import type { Want } from '../placement/wants.ts';
import { because } from '../placement/words.ts';
import { said } from './words.ts';

/**
 * Resolves what no wish is about: keys set by flag and in daemon.json at once, with which the
 * engine does not start. Where both say the same one of them goes.
 * @throws Failure needsDecision where they differ
 */
export function resolveDuplicates(current: Current, wants: readonly Want[]): Placed {
  const wished = new Set(wants.filter((want) => want.subject === null).map((want) => want.key));
  const keys = [...new Set(current.settings.map((setting) => setting.key))];
  return together(
    keys
      .filter((key) => !wished.has(key))
      .map((key) => ({ key, held: current.held(key) }))
      .filter(({ held }) => held.duplicated)
      .map(resolve),
  );
}

function resolve({ key, held }: { readonly key: string; readonly held: Held }): Placed {
  const flags = held.settings.filter((setting) => setting.origin.kind === 'flag');
  const conflict = conflictOf(key, held);
  if (!agree(key, held, flags)) {
    throw new Failure('needsDecision', said.undecided(conflict.text, key));
  }
  return { edits: removals(key, held, flags), conflicts: [conflict], warnings: [] };
}

function agree(key: string, held: Held, flags: readonly Setting[]): boolean {
  const lists = flags.every((flag) => Array.isArray(flag.value));
  const value = lists
    ? flags.flatMap((flag) => flag.value as readonly unknown[] as readonly string[])
    : (flags.at(-1)?.value ?? null);
  return isSatisfied({ key, subject: null, value }, held.value);
}

/** A package's flag stays, for overriding it would freeze its line; any other flag gives way. */
function removals(key: string, held: Held, flags: readonly Setting[]): readonly PlacedEdit[] {
  const packaged = flags.some((flag) => isPackaged(flag.origin.path));
  const losers = packaged ? held.settings.filter(isInDaemonJson) : flags;
  const targets = [...new Set(losers.map((setting) => setting.target))];
  return targets.map((target) => {
    const origin = losers.find((setting) => setting.target === target)?.origin;
    const edit = { key, subject: null, value: null, because: because.oneOwner(key, origin) };
    return { target, edit };
  });
}
