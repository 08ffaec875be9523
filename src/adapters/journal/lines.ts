import type { FileState } from '../../domain/facts.ts';
import type { Change, FileChange } from '../../domain/plan.ts';
import type { StepMark, TransactionRecord, TransactionStart } from '../../ports/journal.ts';
import { blobName } from '../shared/transaction-layout.ts';

/**
 * A journal is one JSON value a line: the start, then marks, then the end. Bytes of files stand
 * beside it, so that a line stays short and whatever prints one prints no secret.
 */
type Line =
  | { readonly begin: StoredStart }
  | { readonly mark: readonly [number, StepMark, readonly string[]] }
  | { readonly end: Exclude<TransactionRecord['end'], 'open'> };

type StoredState = Omit<Extract<FileState, { kind: 'file' }>, 'bytes'> | { kind: 'absent' };
type StoredChange =
  | (Omit<FileChange, 'before' | 'after'> & { before: StoredState; after: StoredState })
  | Exclude<Change, FileChange>;
type StoredStart = Omit<TransactionStart, 'plan'> & {
  readonly plan: Omit<TransactionStart['plan'], 'changes'> & { changes: readonly StoredChange[] };
};

export function beginLine(start: TransactionStart): string {
  const changes = start.plan.changes.map(storedChange);
  return print({ begin: { ...start, plan: { ...start.plan, changes } } });
}

export function markLine(index: number, mark: StepMark, created: readonly string[]): string {
  return print({ mark: [index, mark, created] });
}

export function endLine(end: Exclude<TransactionRecord['end'], 'open'>): string {
  return print({ end });
}

/** The files that hold a transaction's bytes. */
export function blobsOf(start: TransactionStart): { name: string; bytes: Uint8Array }[] {
  return start.plan.changes.flatMap((change, index) => {
    if (change.kind !== 'file') return [];
    return (['before', 'after'] as const).flatMap((side) => {
      const state = change[side];
      return state.kind === 'file' ? [{ name: blobName(index, side), bytes: state.bytes }] : [];
    });
  });
}

/** Whether a journal says that its transaction ended; templates/recover.sh asks in the same way. */
export function hasEnded(text: string): boolean {
  return /^\{"end":"\w+"\}$/m.test(text);
}

/**
 * @param blob reads one of the files that hold bytes
 * @returns null when nothing was begun: the first line is not whole
 */
export function readRecord(
  text: string,
  blob: (name: string) => Uint8Array,
): Omit<TransactionRecord, 'restoredAt'> | null {
  const lines = readLines(text);
  const start = lines.find((line) => 'begin' in line)?.begin;
  if (!start) return null;
  const marks = lines.flatMap((line) => ('mark' in line ? [line.mark] : []));
  return {
    ...start,
    plan: { ...start.plan, changes: start.plan.changes.map((each, at) => change(each, at, blob)) },
    marks: marks.map(([index, mark]) => ({ index, mark })),
    createdDirectories: marks.flatMap(([, , created]) => created),
    end: lines.findLast((line) => 'end' in line)?.end ?? 'open',
  };
}

/**
 * Lines that are not whole are skipped: a line is durable before its deed, so what the last line
 * of a run that died would have announced has not been done.
 */
function readLines(text: string): Line[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}

function print(line: Line): string {
  return JSON.stringify(line);
}

function storedChange(each: Change): StoredChange {
  if (each.kind !== 'file') return each;
  return { ...each, before: storedState(each.before), after: storedState(each.after) };
}

function storedState(state: FileState): StoredState {
  if (state.kind === 'absent') return state;
  const { bytes: _, ...rest } = state;
  return rest;
}

function change(stored: StoredChange, index: number, blob: (name: string) => Uint8Array): Change {
  if (stored.kind !== 'file') return stored;
  const side = (which: 'before' | 'after'): FileState => {
    const state = stored[which];
    return state.kind === 'absent' ? state : { ...state, bytes: blob(blobName(index, which)) };
  };
  return { ...stored, before: side('before'), after: side('after') };
}
