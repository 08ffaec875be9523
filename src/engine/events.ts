/** What a transaction is busy with, in the order in which it happens. */
export type TransactPhase =
  | 'lock'
  | 'recover'
  | 'validate'
  | 'write'
  | 'effect'
  | 'service'
  | 'verify'
  | 'undo';

/** What a transaction tells while it runs; the engine prints nothing itself. */
export type TransactEvent =
  | {
      readonly kind: 'started' | 'done' | 'failed';
      readonly phase: TransactPhase;
      /** a path, an effect's name, or the order to the service and its unit */
      readonly subject: string;
    }
  | {
      /** somebody else holds the lock */
      readonly kind: 'waiting';
      readonly holder: string | null;
    };

export type Emit = (event: TransactEvent) => void;

/** Runs one part of a transaction and tells how it went; its errors pass through. */
export async function during<T>(
  emit: Emit,
  part: { readonly phase: TransactPhase; readonly subject: string },
  work: () => Promise<T>,
): Promise<T> {
  emit({ kind: 'started', ...part });
  try {
    const result = await work();
    emit({ kind: 'done', ...part });
    return result;
  } catch (error) {
    emit({ kind: 'failed', ...part });
    throw error;
  }
}
