import type { Change, Plan } from '../domain/plan.ts';

/** How far a change of a transaction has come. `intent` is on disk before the change begins. */
export type StepMark = 'intent' | 'done' | 'undone';

export interface TransactionRecord {
  /** `20261120T101500Z-7f3a` */
  readonly id: string;
  readonly startedAt: string;
  readonly by: { readonly uid: number; readonly user: string };
  readonly command: string;
  readonly plan: Plan;
  /** service state before anything was done, so that "put back" means the same state */
  readonly service: { readonly unit: string; readonly active: boolean } | null;
  readonly marks: readonly { readonly index: number; readonly mark: StepMark }[];
  readonly createdDirectories: readonly string[];
  readonly end: 'open' | 'committed' | 'undone' | 'incomplete';
}

/** Transactions on disk (0600 below a 0700 directory), each line durable before its deed. */
export interface Journal {
  begin(record: Omit<TransactionRecord, 'marks' | 'createdDirectories' | 'end'>): Promise<void>;
  mark(
    id: string,
    index: number,
    mark: StepMark,
    createdDirectories?: readonly string[],
  ): Promise<void>;
  end(id: string, end: 'committed' | 'undone' | 'incomplete'): Promise<void>;
  /** newest first */
  list(): Promise<readonly TransactionRecord[]>;
}

export type { Change };
