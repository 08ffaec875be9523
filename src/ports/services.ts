/** The state of a service as its manager tells it. */
export interface ServiceState {
  readonly active:
    | 'active'
    | 'reloading'
    | 'activating'
    | 'deactivating'
    | 'inactive'
    | 'failed'
    | 'unknown';
  readonly sub: string;
  readonly result: string;
  readonly enabled: boolean | null;
  readonly masked: boolean;
  /** times the manager has started it anew by itself since it was last ordered; null: not told */
  readonly restarts?: number | null;
  readonly mainPid: number | null;
  /** when its main process was started (Unix ms); null when it does not run or nobody knows */
  readonly startedAt: number | null;
}

/**
 * A place in a log. Clocks are set, after a boot by hours, so that a moment does not tell for sure
 * what was written before it: where the log itself has a name for the place, that counts.
 */
export interface LogPlace {
  /** Unix ms */
  readonly at: number;
  readonly cursor: string | null;
}

/** The service manager. Verbs return when the manager has answered, not when the engine is ready. */
export interface Services {
  state(unit: string): Promise<ServiceState>;
  /** @returns an error text of the manager, or null when it took the order */
  act(
    verb:
      | 'start'
      | 'stop'
      | 'restart'
      | 'reload'
      | 'reset-failed'
      | 'daemon-reload'
      | 'mask'
      | 'unmask',
    unit: string,
  ): Promise<string | null>;
  /**
   * Whether an order to a unit would wait until another, which is still starting, has started:
   * given by a program of that other one it would never be carried out.
   */
  holdsUp(other: string, unit: string): Promise<boolean>;
  /** where the log ends now, for a look at what comes after; @param now Unix ms */
  logEnd(now: number): Promise<LogPlace>;
  /** the service's own log lines since then, oldest first, bounded */
  journal(unit: string, since: LogPlace): Promise<readonly string[]>;
}
