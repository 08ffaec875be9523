import { sameState } from '../../src/domain/file-state.ts';
import type { BootGuard } from '../../src/ports/guard.ts';
import type { TransactionStart } from '../../src/ports/journal.ts';
import { absent, type MemoryFiles } from './files.ts';

/** What templates/recover.sh does, in memory. */
export interface TestGuard extends BootGuard {
  readonly isArmed: () => boolean;
  /** before the engine starts; returns the transaction whose files were put back */
  boot(): string | null;
}

export function createTestGuard(files: MemoryFiles): TestGuard {
  let armed: TransactionStart | null = null;
  return {
    isArmed: () => armed !== null,
    arm: async (start) => {
      armed = start;
      return null;
    },
    disarm: async () => {
      armed = null;
    },
    boot: () => {
      for (const change of [...(armed?.plan.changes ?? [])].reverse()) {
        if (change.kind !== 'file') continue;
        if (!sameState(files.files.get(change.path) ?? absent, change.after)) continue;
        if (change.before.kind === 'file') files.files.set(change.path, change.before);
        else files.files.delete(change.path);
      }
      return armed?.id ?? null;
    },
  };
}
