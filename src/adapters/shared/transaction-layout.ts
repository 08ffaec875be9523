/** Names inside the state directory; the journal writes them, the boot guard's script reads them. */
export function transactionsIn(stateDir: string): string {
  return `${stateDir}/transactions`;
}

export function transactionDirectory(stateDir: string, id: string): string {
  return `${transactionsIn(stateDir)}/${id}`;
}

/** The bytes of one side of a file change. */
export function blobName(index: number, side: 'before' | 'after'): string {
  return `${index}.${side}`;
}

export const journalName = 'journal';
/** appears when the boot guard has put the old files back */
export const restoredName = 'restored';
/** what the boot guard's script is to put back */
export const restoreListName = 'restore';
