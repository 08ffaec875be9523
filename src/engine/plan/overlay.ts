import type { FileSnapshot, HostFacts } from '../../domain/facts.ts';
import type { FileChange } from '../../domain/plan.ts';
import { unitAgain } from '../gather/unit.ts';
import type { UnitScope } from '../gather/unit-paths.ts';

/**
 * The facts as they would be with some file changes made: what a plan is judged by, and what a
 * profile's route is computed from. Nothing is read; the running engine's part stays as it is.
 */
export function overlay(facts: HostFacts, changes: readonly FileChange[]): HostFacts {
  if (changes.length === 0) return facts;
  const files = new Map(facts.files);
  const directories = new Map(facts.directories);
  for (const change of changes) {
    files.set(change.path, snapshotAfter(change, files.get(change.path)));
    relist(directories, change);
  }
  const after = { ...facts, files, directories };
  return { ...after, unit: facts.unit && unitAgain(after, scopeOf(facts), facts.unit) };
}

function snapshotAfter(change: FileChange, before: FileSnapshot | undefined): FileSnapshot {
  const { path, after } = change;
  return { path, state: after, realPath: before?.realPath ?? null };
}

/** Keeps the listings of the file's folder, and of the folders above it, true. */
function relist(directories: Map<string, readonly string[]>, { path, after }: FileChange): void {
  const cut = path.lastIndexOf('/');
  const folder = `${path.slice(0, cut)}/`;
  const name = path.slice(cut + 1);
  const names = directories.get(folder) ?? [];
  const others = names.filter((each) => each !== name);
  directories.set(folder, after.kind === 'file' ? [...others, name].sort() : others);
  const above = path.slice(0, path.lastIndexOf('/', cut - 1) + 1);
  const siblings = directories.get(above);
  const own = path.slice(above.length, cut);
  if (after.kind === 'file' && siblings && !siblings.includes(own)) {
    directories.set(above, [...siblings, own].sort());
  }
}

/** Where the unit's files are looked for, from what the layout says. */
function scopeOf({ serviceManager, layout, user }: HostFacts): UnitScope {
  return {
    scope: serviceManager === 'systemd-user' ? 'user' : 'system',
    home: user.home,
    configHome: layout.certsDir.replace(/\/docker\/certs\.d$/, ''),
    runtimeDir: layout.socket.replace(/\/docker\.sock$/, ''),
  };
}
