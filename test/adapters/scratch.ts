import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory of its own for one test, gone after everything else the test has to clear away. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dockcfg-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Takes the last byte of a small file system. */
export function fill(at: string): void {
  for (const size of [4096, 512, 1])
    for (;;) {
      try {
        writeFileSync(at, Buffer.alloc(size), { flag: 'a' });
      } catch {
        break;
      }
    }
}
