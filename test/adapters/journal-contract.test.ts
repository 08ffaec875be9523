import { describe, expect, it } from 'vitest';
import { createDiskJournal } from '../../src/adapters/disk-journal.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { createMemoryJournal } from '../doubles/journal.ts';
import { scratch } from './scratch.ts';
import { startOf } from './transaction.ts';

const implementations: { name: string; make: () => Journal }[] = [
  { name: 'in memory', make: createMemoryJournal },
  { name: 'on the disk', make: () => createDiskJournal(scratch()) },
];

const now = Date.parse('2026-11-20T10:15:00Z');

describe.each(implementations)('a journal $name', ({ make }) => {
  it('has nothing at first', async () => {
    const journal = make();
    expect(await journal.list()).toEqual([]);
    expect(await journal.pending()).toBeNull();
  });

  it('gives back what was begun, bytes included, with its marks', async () => {
    const journal = make();
    const id = await journal.identify(now);
    await journal.begin(startOf(id));
    await journal.mark(id, 0, 'intent', ['/etc/docker']);
    await journal.mark(id, 0, 'done');
    const marks = [
      { index: 0, mark: 'intent' },
      { index: 0, mark: 'done' },
    ];
    const whole = { marks, createdDirectories: ['/etc/docker'], restoredAt: null, end: 'open' };
    expect(await journal.pending()).toEqual({ ...startOf(id), ...whole });
  });

  it.each(['committed', 'undone', 'incomplete'] as const)(
    'knows how one ended: %s',
    async (end) => {
      const journal = make();
      const id = await journal.identify(now);
      await journal.begin(startOf(id));
      await journal.end(id, end);
      expect(await journal.pending()).toBeNull();
      expect((await journal.list())[0]).toMatchObject({ id, end });
    },
  );

  it('lists the newest first', async () => {
    const journal = make();
    const ids: string[] = [];
    for (const later of [0, 1, 1_000, 3_600_000]) {
      const id = await journal.identify(now + later);
      ids.unshift(id);
      await journal.begin(startOf(id));
      await journal.end(id, 'committed');
    }
    expect((await journal.list()).map((each) => each.id)).toEqual(ids);
  });

  it('tells those of one run of the engine from all others', async () => {
    const journal = make();
    const ids: string[] = [];
    for (const [later, instance] of ['boot-7-1', 'boot-7-12', 'boot-7-1', undefined].entries()) {
      const id = await journal.identify(now + later * 1_000);
      ids.push(id);
      await journal.begin({ ...startOf(id), ...(instance ? { instance } : {}) });
      await journal.end(id, 'committed');
    }
    const found = await journal.during('boot-7-1');
    expect(found.map((each) => each.id)).toEqual([ids[2], ids[0]]);
    expect(await journal.during('boot-9-9')).toEqual([]);
  });

  it('finds the open one among others', async () => {
    const journal = make();
    const [open, later] = [await journal.identify(now), await journal.identify(now + 5_000)];
    await journal.begin(startOf(open));
    await journal.begin(startOf(later));
    await journal.end(later, 'committed');
    expect((await journal.pending())?.id).toBe(open);
  });
});
