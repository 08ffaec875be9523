import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDiskJournal } from '../../src/adapters/disk-journal.ts';
import { absent, file } from '../doubles/files.ts';
import { fill, scratch } from './scratch.ts';
import { startOf } from './transaction.ts';

const now = Date.parse('2026-11-20T10:15:00Z');
const isRoot = process.geteuid?.() === 0;

async function begun() {
  const state = join(scratch(), 'dockcfg');
  const journal = createDiskJournal(state);
  const id = await journal.identify(now);
  await journal.begin(startOf(id));
  return { state, journal, id, directory: join(state, 'transactions', id) };
}

describe('a state directory that others may enter', () => {
  it('is closed to them before anything is put there', async () => {
    const state = join(scratch(), 'dockcfg');
    mkdirSync(join(state, 'transactions'), { recursive: true });
    for (const path of [state, join(state, 'transactions')]) chmodSync(path, 0o777);
    const journal = createDiskJournal(state);
    await journal.begin(startOf(await journal.identify(now)));
    for (const path of [state, join(state, 'transactions')])
      expect(statSync(path).mode & 0o777).toBe(0o700);
  });
});

describe('links in the place of a journal', () => {
  it('are not followed: nothing is read, pruned or written behind them', async () => {
    const outside = scratch();
    for (let at = 0; at < 30; at += 1) mkdirSync(join(outside, `theirs-${at}`));
    const state = join(scratch(), 'dockcfg');
    mkdirSync(state);
    symlinkSync(outside, join(state, 'transactions'));
    const journal = createDiskJournal(state);
    expect([await journal.list(), await journal.pending()]).toEqual([[], null]);
    await expect(journal.begin(startOf(await journal.identify(now)))).rejects.toMatchObject({
      exit: 'cannotWrite',
    });
    expect(readdirSync(outside)).toHaveLength(30);
  });

  it('and files there are a refusal in a sentence', async () => {
    const state = join(scratch(), 'dockcfg');
    writeFileSync(state, 'x');
    const journal = createDiskJournal(state);
    expect(await journal.pending()).toBeNull();
    await expect(journal.begin(startOf(await journal.identify(now)))).rejects.toMatchObject({
      exit: 'cannotWrite',
    });
  });

  it('are not taken for the bytes of a file', async () => {
    const { journal, directory } = await begun();
    const secret = join(scratch(), 'shadow');
    writeFileSync(secret, 'theirs');
    for (const name of readdirSync(directory).filter((each) => each.endsWith('.before'))) {
      rmSync(join(directory, name));
      symlinkSync(secret, join(directory, name));
    }
    await expect(journal.list()).rejects.toMatchObject({ exit: 'cannotWrite' });
  });
});

describe('a journal on the disk', () => {
  it('names transactions by their time', async () => {
    const { id } = await begun();
    expect(id).toMatch(/^20261120T101500Z-[0-9a-f]{4}$/);
  });

  it('is for its owner only, and keeps bytes out of its lines', async () => {
    const { state, directory } = await begun();
    for (const path of [state, directory]) expect(statSync(path).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(directory))
      expect(statSync(join(directory, name)).mode & 0o777, name).toBe(0o600);
    expect(readdirSync(directory).sort()).toEqual(['0.after', '2.before', 'journal']);
    expect(readFileSync(join(directory, 'journal'), 'utf8')).not.toContain('bytes');
  });

  it('survives a last line that is torn anywhere', async () => {
    const { journal, id, directory } = await begun();
    const file = join(directory, 'journal');
    const before = readFileSync(file, 'utf8').trimEnd().length;
    await journal.mark(id, 0, 'intent', ['/etc/docker']);
    const after = readFileSync(file, 'utf8').trimEnd().length;
    for (let length = after - 1; length >= before; length -= 1) {
      truncateSync(file, length);
      const torn = await journal.pending();
      expect(torn?.marks, `cut at ${length}`).toEqual([]);
      expect(torn?.end).toBe('open');
    }
    await journal.mark(id, 0, 'intent');
    await journal.end(id, 'undone');
    expect((await journal.list())[0]).toMatchObject({ end: 'undone', marks: [{ index: 0 }] });
  });

  it('takes a line after a torn one', async () => {
    const { journal, id, directory } = await begun();
    const text = readFileSync(join(directory, 'journal'), 'utf8').trimEnd();
    writeFileSync(join(directory, 'journal'), `${text}\n{"mark":[0,"int`);
    await journal.end(id, 'undone');
    expect(await journal.pending()).toBeNull();
  });

  it('counts a transaction whose first line is torn as never begun', async () => {
    const { journal, directory } = await begun();
    truncateSync(join(directory, 'journal'), 100);
    expect(await journal.pending()).toBeNull();
    expect(await journal.list()).toEqual([]);
  });

  it('ignores what is no transaction', async () => {
    const { state, journal, id } = await begun();
    mkdirSync(join(state, 'transactions/empty'));
    appendFileSync(join(state, 'transactions/README'), 'x');
    expect((await journal.list()).map((each) => each.id)).toEqual([id]);
    expect((await journal.pending())?.id).toBe(id);
  });

  it('keeps the last twenty, and any that is open', async () => {
    const { journal, id: open } = await begun();
    for (let count = 1; count <= 25; count += 1) {
      const id = await journal.identify(now + count * 1_000);
      await journal.begin(startOf(id));
      await journal.end(id, 'committed');
    }
    const ids = (await journal.list()).map((each) => each.id);
    expect(ids).toHaveLength(21);
    expect(ids).toContain(open);
  });

  it.runIf(isRoot)('begins although an old one cannot be removed, and says so', async () => {
    const { journal, state } = await begun();
    const ids: string[] = [];
    for (let count = 1; count <= 20; count += 1) {
      const id = await journal.identify(now + count * 1_000);
      expect(await journal.begin(startOf(id))).toBeNull();
      await journal.end(id, 'committed');
      ids.push(id);
    }
    const stuck = join(state, 'transactions', ids[0] ?? '');
    execFileSync('mount', ['-t', 'tmpfs', 'none', stuck]);
    onTestFinished(() => void execFileSync('umount', [stuck]));
    const id = await journal.identify(now + 60_000);
    expect((await journal.begin(startOf(id)))?.en).toContain(`${stuck} `);
    expect((await journal.pending())?.id).toBe(id);
    await journal.end(id, 'committed');
    expect((await journal.list())[0]).toMatchObject({ id, end: 'committed' });
  });

  it('tells when the boot guard put the old files back', async () => {
    const { journal, directory } = await begun();
    writeFileSync(join(directory, 'restored'), '');
    const restored = (await journal.pending())?.restoredAt ?? 0;
    expect(Math.abs(restored - Date.now())).toBeLessThan(60_000);
  });

  it.runIf(isRoot)('has room for every mark on a disk that fills up meanwhile', async () => {
    const mount = scratch();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', mount]);
    onTestFinished(() => void execFileSync('umount', [mount]));
    const journal = createDiskJournal(join(mount, 'state'));
    const id = await journal.identify(now);
    await journal.begin(startOf(id));
    fill(join(mount, 'filler'));
    for (const index of [0, 1, 2, 3])
      for (const mark of ['intent', 'done', 'undone'] as const)
        await journal.mark(id, index, mark, [
          '/etc/docker/certs.d',
          '/etc/docker/certs.d/h.example:8443',
        ]);
    await journal.end(id, 'undone');
    expect(await journal.pending()).toBeNull();
    const next = journal.begin(startOf(await journal.identify(now + 1)));
    await expect(next).rejects.toMatchObject({ exit: 'cannotWrite' });
    expect(await journal.list()).toHaveLength(1);
  });

  it('gives back any bytes', async () => {
    const journal = createDiskJournal(scratch());
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array(),
        fc.integer({ min: 0, max: 0o7777 }),
        async (bytes, mode) => {
          count += 1;
          const id = await journal.identify(now + count * 1_000);
          const start = startOf(id);
          const after = { ...file('', { mode }), bytes };
          const change = {
            kind: 'file',
            target: 't',
            path: '/x',
            before: absent,
            after,
            because: [],
          } as const;
          await journal.begin({ ...start, plan: { ...start.plan, changes: [change] } });
          const record = (await journal.list())[0];
          expect(record?.plan.changes).toEqual([change]);
          await journal.end(id, 'committed');
        },
      ),
      { numRuns: 40 },
    );
  });
});
