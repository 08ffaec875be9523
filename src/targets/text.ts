import type { FileState, HostFacts } from '../domain/facts.ts';

type Files = Pick<HostFacts, 'files'>;

/** A gathered file's text as UTF-8; null when it is absent, unreadable or was not gathered. */
export function textOf(facts: Files, path: string): string | null {
  const state = facts.files.get(path)?.state;
  // keeps a byte order mark: an editor that drops it changes bytes that are not its own
  return state?.kind === 'file'
    ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(state.bytes)
    : null;
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
