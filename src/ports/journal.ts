import type { Expectation, Plan } from '../domain/plan.ts';
import type { Said } from '../domain/said.ts';

/** How far a step has come. `intent` is on disk before the step begins. */
export type StepMark = 'intent' | 'done' | 'undone';

/** How the service stood: its unit, and the socket unit that may start it. */
export interface ServiceBefore {
  readonly unit: string;
  readonly active: boolean;
  readonly socketActive: boolean;
  /** its manager was starting it again and again, and it did not come up */
  readonly failing?: boolean;
}

export type ServiceVerb = 'reload' | 'restart' | 'start';

/** What is known before the first deed. */
export type TransactionStart = Omit<
  TransactionRecord,
  'marks' | 'createdDirectories' | 'restoredAt' | 'end'
>;

export interface TransactionRecord {
  /** `20261120T101500Z-7f3a` */
  readonly id: string;
  readonly startedAt: string;
  /** the run of the engine it began under (`HostFacts.process.instance`); absent: not known */
  readonly instance?: string;
  readonly by: { readonly uid: number; readonly user: string };
  readonly command: string;
  /** the transaction that this one undoes; absent in any other */
  readonly undoes?: string;
  readonly plan: Plan;
  /** service state before anything was done, so that "put back" means the same state */
  readonly service: ServiceBefore | null;
  /** what the service is going to be told once the files are written; null for nothing */
  readonly verb: ServiceVerb | null;
  readonly marks: readonly { readonly index: number; readonly mark: StepMark }[];
  readonly createdDirectories: readonly string[];
  /** what the engine showed before for the keys of `plan.expects`; null when it did not answer */
  readonly shown: readonly Expectation[] | null;
  /** when the boot guard put the old files back after a power loss (Unix ms); null otherwise */
  readonly restoredAt: number | null;
  readonly end: 'open' | 'committed' | 'undone' | 'incomplete';
}

/** Transactions on disk (0600 below a 0700 directory), each line durable before its deed. */
export interface Journal {
  /** an unused identifier; identifiers sort by time */
  identify(now: number): Promise<string>;
  /**
   * @returns why an old transaction could not be removed, which keeps nobody from anything; else null
   * @throws Failure cannotWrite | needsRoot, with nothing begun
   */
  begin(start: TransactionStart): Promise<Said | null>;
  /**
   * @param index of the change in `plan.changes`; its length stands for the service action
   * @param createdDirectories with `intent`: the directories the deed is going to create
   */
  mark(
    id: string,
    index: number,
    mark: StepMark,
    createdDirectories?: readonly string[],
  ): Promise<void>;
  end(id: string, end: 'committed' | 'undone' | 'incomplete'): Promise<void>;
  /** those begun under one run of the engine, newest first; cheap when there are none */
  during(instance: string): Promise<readonly TransactionRecord[]>;
  /** newest first */
  list(): Promise<readonly TransactionRecord[]>;
  /** the transaction that a run left open when it died; cheap when there is none */
  pending(): Promise<TransactionRecord | null>;
}
