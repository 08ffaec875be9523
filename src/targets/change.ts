import type { FileState, HostFacts } from '../domain/facts.ts';
import { Failure } from '../domain/failure.ts';
import { sameState } from '../domain/file-state.ts';
import type { FileChange } from '../domain/plan.ts';
import type { Said } from '../domain/said.ts';
import { bytesOf } from '../formats/text.ts';
import type { Reason } from './contract.ts';
import { said } from './words.ts';

/** What a target wants at a path: a text or bytes, or null for no file. */
export interface Wanted {
  readonly target: string;
  readonly path: string;
  readonly content: string | Uint8Array | null;
  /** the content holds a password or key: only its owner may read the file */
  readonly secret?: boolean;
  readonly because: readonly Reason[];
}

/**
 * The change that makes a file be as wanted, keeping owner and mode of what stands there.
 * @returns nothing when it already is; for content that holds a secret, a mode that lets others
 * read counts as a difference
 * @throws Failure needsRoot | needsDecision when what stands there could not be read
 */
export function fileChange(facts: HostFacts, wanted: Wanted): readonly FileChange[] {
  const before = readableState(facts, wanted.path);
  const after = stateAfter(facts, before, wanted);
  if (sameState(before, after)) return [];
  refuseLink(facts, wanted.path, { before, after });
  return [
    {
      kind: 'file',
      target: wanted.target,
      path: wanted.path,
      before,
      after,
      because: saidOnce(wanted.because),
    },
  ];
}

/** What is said of several keys in the same words is said once, with all of them. */
function saidOnce(reasons: readonly Reason[]): readonly Said[] {
  const groups = Map.groupBy(reasons, (reason) =>
    'say' in reason ? reason.say([]).en : reason.en,
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first || !('say' in first)) return first ? [first] : [];
    const keys = [first, ...others].flatMap((reason) => ('say' in reason ? reason.keys : []));
    return [first.say([...new Set(keys)])];
  });
}

/** A link is followed to a file that is there, and stays: nothing else could be put back. */
function refuseLink(
  facts: HostFacts,
  path: string,
  { before, after }: { readonly before: FileState; readonly after: FileState },
): void {
  const target = facts.files.get(path)?.realPath ?? null;
  if (target === null) return;
  if (before.kind === 'absent') throw new Failure('cannotWrite', said.dangling(path, target));
  if (after.kind === 'absent') throw new Failure('cannotWrite', said.linkToRemove(path, target));
}

/** A file nobody could read must not be overwritten: its bytes could not be put back. */
function readableState(facts: HostFacts, path: string): FileState {
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (facts.files.get(folder)?.state.kind === 'file')
    throw new Failure('needsDecision', said.notBelowFolder(path));
  const state = facts.files.get(path)?.state ?? { kind: 'absent' };
  if (state.kind !== 'unreadable') return state;
  const exit = isDenied(state.code) ? 'needsRoot' : 'needsDecision';
  throw new Failure(exit, unreadable(path, state.code));
}

/** Refused to who is not root, where root could read it. */
export function isDenied(code: string): boolean {
  return code === 'EACCES' || code === 'EPERM';
}

/** Why a file could not be read, and the way out. */
export function unreadable(path: string, code: string): Said {
  const words = byErrno.get(code);
  return words ? said[words](path) : said.unreadable(path, code);
}

const byErrno: ReadonlyMap<string, 'notAFile' | 'linkLoop' | 'tooBig' | 'notBelowFolder'> = new Map(
  [
    ['EISDIR', 'notAFile'],
    ['ENOTREG', 'notAFile'],
    ['ELOOP', 'linkLoop'],
    ['EFBIG', 'tooBig'],
    ['ENOTDIR', 'notBelowFolder'],
  ],
);

/** Files are made 0644 as packages do, or 0600 where they hold a secret. */
const plainMode = 0o644;
const secretMode = 0o600;

function stateAfter(facts: HostFacts, before: FileState, wanted: Wanted): FileState {
  if (wanted.content === null) return { kind: 'absent' };
  const bytes = typeof wanted.content === 'string' ? bytesOf(wanted.content) : wanted.content;
  const kept =
    before.kind === 'file' ? before : { mode: plainMode, ...ownerOf(facts, wanted.path) };
  const open = (kept.mode & ~secretMode & 0o777) !== 0;
  const mode = wanted.secret && open ? secretMode : kept.mode;
  return { kind: 'file', bytes, mode, uid: kept.uid, gid: kept.gid };
}

/** New files in a user's home are the user's, everything else is root's. */
function ownerOf(facts: HostFacts, path: string): { uid: number; gid: number } {
  const { uid, gid = uid, home } = facts.user;
  return path.startsWith(`${home}/`) ? { uid, gid } : { uid: 0, gid: 0 };
}
