import { lstatSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../domain/failure.ts';
import type { BootGuard } from '../ports/guard.ts';
import type { TransactionStart } from '../ports/journal.ts';
import { restoreList } from './guard/restore-list.ts';
import { ensureDirectory, removeEmptyDirectories, syncDirectory } from './shared/directories.ts';
import { restoreListName, transactionDirectory } from './shared/transaction-layout.ts';
import { writeFailure } from './shared/write-failure.ts';
import { writeNewDurably } from './shared/write-new.ts';

const unitName = 'dockcfg-recover.service';
const scriptName = 'recover.sh';

export interface GuardPlaces {
  /** dockcfg's own, on this machine */
  readonly stateDir: string;
  /** where units of the administrator live: `/etc/systemd/system`, or a user's */
  readonly unitDir: string;
  readonly manager: 'system' | 'user';
}

/**
 * A oneshot unit that the engine's unit wants and that is ordered before it, so that it runs
 * whenever and however the engine is about to be started after a power loss. Without it a value
 * that nobody could foresee to be wrong (engines before 23.0 cannot even be asked) would keep the
 * engine down until somebody looks.
 *
 * It costs a few small files and no process: systemd reads its units at boot, when it matters.
 * While the run that began the transaction lives the script does nothing (that run has the lock),
 * so that a restart which is part of the transaction does not undo it. Rejected: comparing boot
 * ids, which stay the same when a system container is stopped hard, and over a soft reboot.
 *
 * @param template reads a file of templates/
 */
export function createBootGuard(
  places: GuardPlaces,
  template: (name: string) => Promise<string>,
): BootGuard {
  return {
    arm: async (start) => {
      if (!start.service) return null;
      const paths = pathsOf(places, start.service.unit);
      const texts = { unit: await template(unitName), script: await template(scriptName) };
      try {
        remove(paths);
        install(places, start, { paths, texts });
        return null;
      } catch (error) {
        return whyNot(paths.unitFile, error);
      }
    },
    disarm: async (unit) => {
      const paths = pathsOf(places, unit);
      try {
        remove(paths);
      } catch (error) {
        throw writeFailure(paths.unitFile, error);
      }
    },
  };
}

interface Paths {
  readonly unit: string;
  readonly unitFile: string;
  readonly link: string;
}

function pathsOf(places: GuardPlaces, unit: string): Paths {
  return {
    unit,
    unitFile: join(places.unitDir, unitName),
    link: join(places.unitDir, `${unit}.wants`, unitName),
  };
}

/** The link last: before it nothing refers to the rest. */
function install(
  places: GuardPlaces,
  start: TransactionStart,
  { paths, texts }: { paths: Paths; texts: { unit: string; script: string } },
): void {
  const directory = transactionDirectory(places.stateDir, start.id);
  const list = restoreList(start.plan, places.manager);
  writeNewDurably(join(directory, restoreListName), list, 0o600);
  writeNewDurably(join(directory, scriptName), texts.script, 0o600);
  syncDirectory(directory);
  ensureDirectory(dirname(paths.link), 0o755);
  writeNewDurably(paths.unitFile, fill(texts.unit, paths.unit, directory), 0o644);
  syncDirectory(places.unitDir);
  symlinkSync(`../${unitName}`, paths.link);
  syncDirectory(dirname(paths.link));
}

/** `%` is systemd's own escape, and the path stands in double quotes (`man 5 systemd.service`). */
function fill(template: string, unit: string, directory: string): string {
  const quoted = directory.replace(/["\\]/g, '\\$&').replaceAll('%', '%%');
  return template.replaceAll('@UNIT@', () => unit).replaceAll('@DIRECTORY@', () => quoted);
}

function remove({ unitFile, link }: Paths): void {
  removeThere(link);
  removeEmptyDirectories([dirname(link)]);
  removeThere(unitFile);
}

/** A read-only file system refuses to remove what is not even there. */
function removeThere(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) rmSync(path);
}

function whyNot(path: string, error: unknown) {
  const failure = writeFailure(path, error);
  if (failure instanceof Failure) return failure.said;
  throw error;
}
