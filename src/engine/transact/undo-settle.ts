import type { EngineInfo, FileState } from '../../domain/facts.ts';
import { sameState } from '../../domain/file-state.ts';
import type { Expectation } from '../../domain/plan.ts';
import { absentDaemonJson, editDaemonJson, readDaemonJson } from '../../formats/daemon-json.ts';
import type { TransactContext } from './context.ts';
import { serve } from './serve.ts';
import type { Watch } from './watch.ts';

/** The lists a reload keeps when they are no longer in the file (moby daemon/reload.go, IsValueSet). */
export const keptLists: readonly string[] = ['registry-mirrors', 'insecure-registries'];

type File = Extract<FileState, { kind: 'file' }>;

/**
 * Makes a running engine forget lists that the file no longer has, without a restart: a reload
 * only takes a list that is spelled out, so for the time of one reload the file spells them all.
 *
 * @returns what the engine shows afterwards; null where nothing could be tried
 */
export async function settleLists(
  context: Pick<TransactContext, 'ports' | 'facts'>,
  lists: ListsToSettle,
  watch: Watch,
): Promise<EngineInfo | null> {
  const { files } = context.ports;
  const { path, wanted, unit, shown, before } = lists;
  const spelled = spelledOut(lists);
  if (spelled === null || sameState(spelled, wanted)) return null;
  await files.replace(path, spelled, wanted);
  try {
    return await serve(context, { unit, verb: 'reload', expects: shown, before }, watch);
  } finally {
    await files.replace(path, wanted, spelled);
  }
}

export interface ListsToSettle extends Spelling {
  readonly path: string;
  readonly unit: string;
  /** what the engine shows now */
  readonly before: EngineInfo;
}

export interface Spelling {
  /** what daemon.json is, and will be again */
  readonly wanted: FileState;
  /** its state on the other side of the change: gives the mode and owner where it is absent */
  readonly other: FileState;
  /** what the engine should show */
  readonly shown: readonly Expectation[];
}

/**
 * daemon.json with its lists spelled out, everything else untouched. The same input always yields
 * the same bytes: a run that puts another one back knows by them what that one wrote.
 * @returns null where the file is broken; the engine then does not read it either
 */
export function spelledOut({ wanted, other, shown }: Spelling): File | null {
  const like = wanted.kind === 'file' ? wanted : other;
  const document = wanted.kind === 'file' ? readDaemonJson(wanted.bytes, null) : absentDaemonJson;
  if (document.kind === 'broken' || like.kind !== 'file') return null;
  const edits = shown
    .filter(({ key }) => keptLists.includes(key))
    .map(({ key, value }) => ({ path: [key], value: value ?? [] }));
  return { ...like, bytes: editDaemonJson(document, edits) };
}
