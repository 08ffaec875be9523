import type { Journal, TransactionRecord } from '../../src/ports/journal.ts';

type Stored = { -readonly [K in keyof TransactionRecord]: TransactionRecord[K] };

/** Transactions in memory, copied on the way in and out as a disk does. */
export function createMemoryJournal(): Journal & { readonly records: Map<string, Stored> } {
  const records = new Map<string, Stored>();
  const stored = (id: string): Stored => {
    const record = records.get(id);
    if (!record) throw new Error(`no transaction ${id}`);
    return record;
  };
  const newestFirst = () => [...records.values()].reverse().map((each) => structuredClone(each));
  return {
    records,
    identify: async (now) => `${new Date(now).toISOString()}-${records.size}`,
    begin: async (start) => {
      const fresh = { marks: [], createdDirectories: [], restoredAt: null, end: 'open' } as const;
      records.set(start.id, structuredClone({ ...start, ...fresh }));
      return null;
    },
    mark: async (id, index, mark, created = []) => {
      const record = stored(id);
      record.marks = [...record.marks, { index, mark }];
      record.createdDirectories = [...record.createdDirectories, ...created];
    },
    end: async (id, end) => {
      stored(id).end = end;
    },
    during: async (instance) => newestFirst().filter((each) => each.instance === instance),
    list: async () => newestFirst(),
    pending: async () => newestFirst().find((each) => each.end === 'open') ?? null,
  };
}
