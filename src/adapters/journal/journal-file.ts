import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { writeNewDurably } from '../shared/write-new.ts';

/** The longest mark: an index, a word, and the directories of one deep path. */
const roomPerMark = 512;

/**
 * Writes the first line and reserves the room for all that follow, so that on a disk that fills
 * up in the meantime a transaction can still be marked as put back.
 */
export function createJournalFile(path: string, firstLine: string, marks: number): void {
  writeNewDurably(path, `${firstLine}\n${'\n'.repeat(marks * roomPerMark)}`, 0o600);
}

/**
 * Adds a line after the last one, inside the reserved room. It begins with a line feed of its own,
 * so that a torn line before it cannot swallow it.
 *
 * @param durable whether it must be on the disk before anything else happens
 */
export function appendLine(path: string, line: string, durable: boolean): void {
  const fd = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    const used = readFileSync(fd).toString('latin1').trimEnd().length;
    const bytes = Buffer.from(`\n${line}\n`);
    for (let at = 0; at < bytes.length; )
      at += writeSync(fd, bytes, at, bytes.length - at, used + at);
    if (durable) fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
