import type { HostFacts } from '../../domain/facts.ts';
import { isReloadable } from '../../domain/key-check.ts';
import type { Placed, PlacedEdit } from '../placement/placed.ts';
import type { Want } from '../placement/wants.ts';
import { because } from '../placement/words.ts';

/**
 * Lists that are to be gone, written as `[]`: a reload keeps the old list where the key is merely
 * absent (moby daemon/reload.go tests whether the name was set; measured on 20.10, 26.1, 28.5).
 * @returns the same placement when there is nothing to clear
 */
export function withClearedLists(placed: Placed, wants: readonly Want[], facts: HostFacts): Placed {
  const gone = wants.filter(
    (want) =>
      want.value === null &&
      want.subject === null &&
      isList(want.key) &&
      isReloadable(want.key, facts.engine.version),
  );
  const removals = placed.edits.filter(
    ({ target, edit }) => target === 'daemon-json' && gone.some((want) => want.key === edit.key),
  );
  const unset = gone.filter(
    (want) => runs(want.key, facts) && !removals.some(({ edit }) => edit.key === want.key),
  );
  if (removals.length + unset.length === 0) return placed;
  return {
    ...placed,
    edits: [
      ...placed.edits.map((each) => (removals.includes(each) ? cleared(each.edit.key) : each)),
      ...unset.map((want) => cleared(want.key)),
    ],
  };
}

function isList(key: string): boolean {
  return key === 'registry-mirrors' || key === 'insecure-registries';
}

/** Whether the engine that runs still has entries. */
function runs(key: string, { info }: HostFacts): boolean {
  const list = key === 'registry-mirrors' ? info?.mirrors : info?.insecure;
  return (list?.length ?? 0) > 0;
}

function cleared(key: string): PlacedEdit {
  const edit = { key, subject: null, value: [], because: because.clearedForReload(key) };
  return { target: 'daemon-json', edit };
}
