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
  /** the service's own log lines since a moment (Unix ms), oldest first, bounded */
  journal(unit: string, sinceMs: number): Promise<readonly string[]>;
}
