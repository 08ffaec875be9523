export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Running the system's own tools: no shell, in English, bounded output, a deadline on every call. */
export interface Commands {
  /**
   * @returns the result whatever the exit status; exitCode 127 when the program is missing, 126
   * when it cannot be started, 124 when the deadline (milliseconds) passed and it was ended, 125 when it wrote more than allowed
   */
  run(
    argv: readonly [string, ...string[]],
    options: {
      readonly deadlineMs: number;
      readonly input?: string;
      /** bytes of stdout and of stderr; more is exit code 125, never a silent truncation */
      readonly maxOutput?: number;
    },
  ): Promise<CommandResult>;
}
