export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Running the system's own tools: no shell, bounded output, a deadline on every call. */
export interface Commands {
  /**
   * @returns the result whatever the exit status; exitCode 127 when the program is missing, 124
   * when the deadline (milliseconds) passed and it was ended
   */
  run(
    argv: readonly [string, ...string[]],
    options: {
      readonly deadlineMs: number;
      readonly input?: string;
      readonly env?: { readonly [name: string]: string };
      /** let dropped output be an error rather than a silent truncation; bytes */
      readonly maxOutput?: number;
    },
  ): Promise<CommandResult>;
}
