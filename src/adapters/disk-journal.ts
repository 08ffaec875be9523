import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../domain/failure.ts';
import type { Said } from '../domain/said.ts';
import type { Journal, TransactionRecord, TransactionStart } from '../ports/journal.ts';
import { appendLine, createJournalFile } from './journal/journal-file.ts';
import { beginLine, blobsOf, endLine, hasEnded, markLine, readRecord } from './journal/lines.ts';
import { makeDirectory, syncDirectory } from './shared/directories.ts';
import {
  ensureOwnDirectory,
  ensureStateDirectory,
  isOwnDirectory,
  readOwnFile,
} from './shared/own-places.ts';
import {
  journalName,
  restoredName,
  transactionDirectory,
  transactionsIn,
} from './shared/transaction-layout.ts';
import { said } from './shared/words.ts';
import { errnoOf, writeFailure } from './shared/write-failure.ts';
import { writeNewDurably } from './shared/write-new.ts';

/** How many transactions can be undone; the contract's number. */
const keptTransactions = 20;

/**
 * Transactions below the state directory: `transactions/ID/journal`, and the bytes of both sides
 * of every file change beside it (0600, below 0700).
 *
 * @param stateDir on this machine; created when the first transaction begins
 */
export function createDiskJournal(stateDir: string): Journal {
  const base = transactionsIn(stateDir);
  const fileOf = (id: string) => join(transactionDirectory(stateDir, id), journalName);
  return {
    identify: async (now) => {
      let id = identifier(now);
      while (existsSync(transactionDirectory(stateDir, id))) id = identifier(now);
      return id;
    },
    begin: async (start) => {
      const directory = transactionDirectory(stateDir, start.id);
      try {
        ensureStateDirectory(stateDir);
        ensureOwnDirectory(base);
        makeDirectory(directory, 0o700);
        writeStart(directory, start);
      } catch (error) {
        rmSync(directory, { recursive: true, force: true });
        throw writeFailure(directory, error);
      }
      return prune(base, start.id);
    },
    mark: async (id, index, mark, created = []) =>
      appendNamed(fileOf(id), markLine(index, mark, created), mark === 'intent'),
    end: async (id, end) => appendNamed(fileOf(id), endLine(end), true),
    during: async (instance) =>
      identifiers(base)
        .filter((id) => speaksOf(base, id, instance))
        .flatMap((id) => read(base, id) ?? [])
        .filter((record) => record.instance === instance),
    list: async () => identifiers(base).flatMap((id) => read(base, id) ?? []),
    pending: async () => {
      const open = identifiers(base).find((id) => isOpen(base, id));
      return open === undefined ? null : read(base, open);
    },
  };
}

/** `20261120T101500Z-7f3a`; the last part grows within a second, so that names sort by time. */
function identifier(now: number): string {
  const second = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const part = (now % 1000) * 64 + randomInt(64);
  return `${second}-${part.toString(16).padStart(4, '0')}`;
}

/** Bytes first: once the first line of the journal is there, everything it speaks of is. */
function writeStart(directory: string, start: TransactionStart): void {
  for (const { name, bytes } of blobsOf(start))
    writeNewDurably(join(directory, name), bytes, 0o600);
  // each change and the service action: begun, done and undone; and the end
  const marks = (start.plan.changes.length + 1) * 3 + 1;
  createJournalFile(join(directory, journalName), beginLine(start), marks);
  syncDirectory(directory);
}

function appendNamed(path: string, line: string, durable: boolean): void {
  try {
    appendLine(path, line, durable);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/** Newest first; none where links stand in the place of directories. */
function identifiers(base: string): string[] {
  try {
    if (!isOwnDirectory(base)) return [];
    const names = readdirSync(base).filter((name) => isOwnDirectory(join(base, name)));
    return names.sort().reverse();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw writeFailure(base, error);
  }
}

/** Null for a directory in which nothing was begun, or whose backups somebody removed. */
function read(base: string, id: string): TransactionRecord | null {
  const directory = join(base, id);
  try {
    const record = readRecord(readText(directory), (name) =>
      Uint8Array.from(readOwnFile(join(directory, name))),
    );
    const restored = statSync(join(directory, restoredName), { throwIfNoEntry: false });
    return record ? { ...record, restoredAt: restored?.mtimeMs ?? null } : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw writeFailure(directory, error);
  }
}

/** A look at the text alone, before the bytes beside it are read for nothing. */
function speaksOf(base: string, id: string, instance: string): boolean {
  try {
    return readText(join(base, id)).includes(JSON.stringify(instance));
  } catch (error) {
    if (isMissing(error)) return false;
    throw writeFailure(base, error);
  }
}

function isOpen(base: string, id: string): boolean {
  try {
    const text = readText(join(base, id));
    return text !== '' && !hasEnded(text) && read(base, id) !== null;
  } catch (error) {
    if (isMissing(error)) return false;
    throw writeFailure(base, error);
  }
}

/** ENOTDIR: a file among the transactions, which is none. */
function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errnoOf(error));
}

function readText(directory: string): string {
  return readOwnFile(join(directory, journalName)).toString('utf8');
}

/**
 * Old transactions go, open ones and the present one never; so do remainders without a start.
 * @returns why not; null when they are gone
 */
function prune(base: string, present: string): Said | null {
  let path = base;
  try {
    const others = identifiers(base).filter((id) => id !== present && !isOpen(base, id));
    for (const id of others.slice(keptTransactions - 1)) {
      path = join(base, id);
      rmSync(path, { recursive: true, force: true });
    }
    return null;
  } catch (error) {
    // rmSync's errors have no code for every errno: `Unknown error: Device or resource busy`
    if (error instanceof Failure || (error instanceof Error && 'errno' in error))
      return said.oldKept(path);
    throw error;
  }
}
