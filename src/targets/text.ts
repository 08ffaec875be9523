import type { FileState, HostFacts } from '../domain/facts.ts';
import { textOf as decoded } from '../formats/text.ts';

type Files = Pick<HostFacts, 'files'>;

/**
 * A gathered file's text, without loss: a byte-order mark and bytes that are no UTF-8 stay, since an
 * editor that drops them changes what is not its own. Null when the file is absent, unreadable or
 * was not gathered.
 */
export function textOf(facts: Files, path: string): string | null {
  const state = facts.files.get(path)?.state;
  return state?.kind === 'file' ? decoded(state.bytes) : null;
}

/** A gathered file's state, where an unreadable or ungathered file counts as absent. */
export function stateOf(facts: Files, path: string): FileState {
  const state = facts.files.get(path)?.state;
  return state?.kind === 'file' ? state : { kind: 'absent' };
}

/** Whether something stands at a gathered path, readable or not. */
export function stands(facts: Files, path: string): boolean {
  const state = facts.files.get(path)?.state;
  return state !== undefined && state.kind !== 'absent';
}
