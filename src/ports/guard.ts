import type { Said } from '../domain/said.ts';
import type { TransactionStart } from './journal.ts';

/**
 * For the time of a transaction, something that puts the old files back at boot, before the
 * engine starts, if the machine loses power in the middle.
 */
export interface BootGuard {
  /** @returns why it could not be armed; null when it stands (or this host needs none) */
  arm(start: TransactionStart): Promise<Said | null>;
  /** @param unit the one it was armed for; nothing happens when nothing stands */
  disarm(unit: string): Promise<void>;
}
