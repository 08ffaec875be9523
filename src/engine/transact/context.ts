import type { HostFacts } from '../../domain/facts.ts';
import type { ExitName } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Commands } from '../../ports/commands.ts';
import type { Engine } from '../../ports/engine.ts';
import type { WriteFiles } from '../../ports/files.ts';
import type { BootGuard } from '../../ports/guard.ts';
import type { Journal } from '../../ports/journal.ts';
import type { Lock } from '../../ports/lock.ts';
import type { Services } from '../../ports/services.ts';
import type { Verification } from './verify.ts';

export interface TransactPorts {
  readonly files: WriteFiles;
  readonly commands: Commands;
  readonly services: Services;
  readonly engine: Engine;
  readonly journal: Journal;
  readonly lock: Lock;
  readonly clock: Clock;
  readonly guard: BootGuard;
}

export interface TransactOptions {
  /** false: the engine must come up, but is not held to the values */
  readonly verify: boolean;
  /** for the whole transaction, waiting for the lock included; putting back has its own limits */
  readonly deadlineMs: number;
  readonly restart: 'auto' | 'reload' | 'restart' | 'never';
}

export interface TransactContext {
  readonly ports: TransactPorts;
  readonly facts: HostFacts;
  /** what the history shows; without secrets */
  readonly command: string;
  readonly options: TransactOptions;
  /** the transaction that the plan undoes, where it undoes one */
  readonly undoes?: string;
  /**
   * aborted with the name of the signal (`SIGINT`, `SIGTERM`, `SIGHUP`) as its reason; any other
   * reason counts as the deadline
   */
  readonly signal?: AbortSignal;
  /** plans again, under the lock, when the host is not what the plan was made for */
  readonly replan?: () => Promise<{ readonly plan: Plan; readonly facts: HostFacts }>;
}

/** Something that is not as it was before, after putting back. */
export interface Leftover {
  /** a path, or a unit */
  readonly subject: string;
  readonly said: Said;
}

/** What came of a plan. */
export interface Transacted {
  readonly exit: ExitName;
  /** the plan that was carried out; not the one handed in when it had to be made again */
  readonly plan: Plan;
  /** files or the running engine are not what they were */
  readonly changed: boolean;
  /** everything that was to be done now has been done */
  readonly applied: boolean;
  readonly transaction: string | null;
  readonly verified: { readonly [key: string]: Verification };
  readonly reloadRequired: boolean;
  readonly restartRequired: boolean;
  readonly warnings: readonly Said[];
  /** why it was put back; null when it was not */
  readonly failure: Said | null;
  readonly leftovers: readonly Leftover[];
}
