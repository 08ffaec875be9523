import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../src/domain/said.ts';
import { history } from '../../../src/engine/history/history.ts';
import { leftAlone, obstacleTo } from '../../../src/engine/history/obstacle.ts';
import {
  planRollback,
  type Rollback,
  replanRollback,
} from '../../../src/engine/history/rollback.ts';
import type { Transacted } from '../../../src/engine/transact/context.ts';
import { rollbackOpen } from '../../../src/engine/transact/recover.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { daemonJson, dropIn } from '../../doubles/engine.ts';
import { file } from '../../doubles/files.ts';
import { createTestHost, stateOf, type TestHost } from '../../doubles/host.ts';
import { certificate, contextFor, mirrorsPlan, planFor, quiet } from '../transact/plans.ts';

const old = { [daemonJson]: '{"registry-mirrors":["https://old.lab"]}' };

const apply = (host: TestHost, plan = mirrorsPlan(host, ['https://new.lab'])) =>
  transact(plan, contextFor(host), quiet);

const plannedFor = (host: TestHost, id: string | null = null) =>
  planRollback({ ports: host.ports, facts: host.facts() }, id);

async function rollback(host: TestHost, id: string | null = null): Promise<Transacted> {
  const planned = await plannedFor(host, id);
  if (planned.kind !== 'plan') throw new Error(planned.kind);
  const context = contextFor(host, {}, { undoes: planned.record.id });
  const result = await transact(planned.plan, context, quiet);
  host.clock.advance(60_000);
  return result;
}

describe('a rollback', () => {
  it.each([
    ['a list that replaced another', old],
    ['the first list, in a new file', {}],
    ['a list beside other keys', { [daemonJson]: '{\n\t"log-level": "info"\n}\n' }],
  ])('takes back %s by a reload, running engine included', async (_what, texts) => {
    const host = createTestHost(texts);
    const before = stateOf(host);
    await apply(host);
    host.world.orders.length = 0;
    expect((await rollback(host)).exit).toBe('done');
    expect(stateOf(host)).toEqual(before);
    expect(host.world.orders).not.toContain('restart');
  });

  it('takes back a drop-in by a restart', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    const texts = { [dropIn]: 'Environment="HTTPS_PROXY=http://p:1"', [certificate]: 'PEM' };
    await apply(host, planFor(host, texts, { action: 'restart' }));
    host.world.orders.length = 0;
    expect((await rollback(host)).exit).toBe('done');
    expect(stateOf(host)).toMatchObject({ files: before.files, engine: before.engine });
    expect(host.world.orders).toEqual(['daemon-reload', 'restart']);
  });

  it('does not touch an engine that never read the files', async () => {
    const host = createTestHost(old);
    const context = contextFor(host, { restart: 'never' });
    await transact(mirrorsPlan(host, ['https://new.lab']), context, quiet);
    expect((await rollback(host)).exit).toBe('done');
    expect(host.world.orders).toEqual([]);
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
  });

  it('walks further back each time, and never brings back what was undone', async () => {
    const host = createTestHost(old);
    const first = await apply(host);
    host.clock.advance(60_000);
    const second = await apply(host, mirrorsPlan(host, ['https://newer.lab']));
    host.clock.advance(60_000);
    await rollback(host);
    expect(host.text(daemonJson)).toContain('https://new.lab');
    await rollback(host);
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
    await expect(plannedFor(host)).rejects.toMatchObject({ exit: 'usage' });
    const entries = await history(host.ports.journal);
    expect(entries.map(({ undoes }) => undoes)).toEqual([
      first.transaction,
      second.transaction,
      null,
      null,
    ]);
    expect(entries[3]?.undoneBy).toBe(entries[0]?.id);
  });

  it('shows the difference when a later change touched the same bytes', async () => {
    const host = createTestHost(old);
    const first = await apply(host);
    host.clock.advance(60_000);
    await apply(host, mirrorsPlan(host, ['https://newer.lab']));
    const planned = await plannedFor(host, first.transaction);
    expect(planned).toMatchObject({ kind: 'conflict', differences: [{ path: daemonJson }] });
    const { differences } = planned as Extract<Rollback, { kind: 'conflict' }>;
    expect(differences[0]?.diff).toContain('+{"registry-mirrors":["https://newer.lab"]}');
  });

  it('has nothing to do where somebody put the old bytes back by hand', async () => {
    const host = createTestHost(old);
    await apply(host);
    host.files.files.set(daemonJson, file(old[daemonJson] ?? ''));
    const planned = await plannedFor(host);
    expect(planned).toMatchObject({ kind: 'plan', plan: { changes: [], action: 'none' } });
  });

  it('names what it exempts from certificate checks again', async () => {
    const host = createTestHost({ [daemonJson]: '{"insecure-registries":["plain.lab:5000"]}' });
    await apply(host, planFor(host, { [daemonJson]: '{}' }, { action: 'restart' }));
    expect(await plannedFor(host)).toMatchObject({ plan: { loosens: ['plain.lab:5000'] } });
  });

  it('puts back a run that died', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    host.inject({ at: `replace ${daemonJson}`, kind: 'die-after' });
    await apply(host).catch(() => {});
    host.newProcess();
    expect(await plannedFor(host)).toMatchObject({ kind: 'open' });
    const recovered = await rollbackOpen(contextFor(host), quiet);
    expect(recovered?.said.en).toContain('by ada');
    expect(stateOf(host)).toEqual(before);
    expect(await rollbackOpen(contextFor(host), quiet)).toBeNull();
  });

  it('is planned again where a run that died has to be put back first', async () => {
    const host = createTestHost(old);
    const first = await apply(host);
    host.clock.advance(60_000);
    const planned = await plannedFor(host, first.transaction);
    if (planned.kind !== 'plan') throw new Error(planned.kind);
    host.inject({ at: `replace ${daemonJson}`, kind: 'die-after' });
    const undoes = { undoes: planned.record.id };
    await transact(planned.plan, contextFor(host, {}, undoes), quiet).catch(() => {});
    host.newProcess();
    const seen = await plannedFor(host, first.transaction);
    if (seen.kind !== 'plan') throw new Error(seen.kind);
    const gather = async () => host.facts();
    const context = contextFor(
      host,
      {},
      {
        ...undoes,
        replan: () => replanRollback({ ports: host.ports, gather }, seen.record.id),
      },
    );
    const result = await transact(seen.plan, context, quiet);
    expect(result).toMatchObject({ exit: 'done', changed: true });
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
  });

  it('is refused in the middle where what was found there then is in the way', async () => {
    const host = createTestHost(old);
    const first = await apply(host);
    host.files.files.set(daemonJson, file('{"debug":true}'));
    const gather = async () => host.facts();
    await expect(
      replanRollback({ ports: host.ports, gather }, first.transaction ?? ''),
    ).rejects.toMatchObject({ exit: 'needsDecision' });
  });

  it.each(['nonsense', null])('refuses what is not there: %s', async (id) => {
    await expect(plannedFor(createTestHost(old), id)).rejects.toMatchObject({ exit: 'usage' });
  });

  it('refuses what its own run put back already', async () => {
    const host = createTestHost(old);
    const failed = await apply(host, mirrorsPlan(host, ['new.lab']));
    expect(failed.exit).toBe('putBack');
    await expect(plannedFor(host, failed.transaction)).rejects.toMatchObject({ exit: 'usage' });
  });
});

describe('the history', () => {
  it('tells who changed what, when, and shows no secret', async () => {
    const host = createTestHost(old);
    const text = '{"registry-mirrors":["https://u:hunter2@old.lab"]}';
    host.files.files.set(daemonJson, file(text));
    const context = contextFor(
      host,
      {},
      { command: 'dockcfg apply --https-proxy http://u:hunter2@p' },
    );
    await transact(mirrorsPlan(host, ['https://new.lab']), context, quiet);
    const entries = await history(host.ports.journal);
    expect(entries).toMatchObject([
      {
        at: '2026-11-20T11:15:00.000Z',
        by: 'ada',
        end: 'committed',
        service: 'reload',
        changes: [{ path: daemonJson, action: 'edit', diff: expect.stringContaining('xxxxx') }],
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('hunter2');
  });
});

describe('a rollback to what the engine does not start with', () => {
  const mended = { [daemonJson]: '{"registry-mirrors": []}' };

  it.each([
    ['a comma too many', '{"registry-mirrors": [],}', `${daemonJson}:1:24`],
    ['a key that nobody knows', '{"registry-miror": []}', `${daemonJson}:1:2`],
  ])('is known for one before it begins: %s', async (_, broken, place) => {
    const host = createTestHost({ [daemonJson]: broken });
    const planned = planFor(host, mended, { action: 'restart' });
    expect((await transact(planned, contextFor(host), quiet)).exit).toBe('done');
    expect(await plannedFor(host)).toMatchObject({
      obstacle: { en: expect.stringContaining(place) },
    });
  });

  it('has no obstacle where the engine ran with that file', () => {
    const host = createTestHost(mended);
    const plan = planFor(host, { [daemonJson]: '{"newer": 1}' }, { action: 'restart' });
    expect(obstacleTo(plan, { shown: [] }, host.facts())).toBeNull();
    expect(obstacleTo(plan, { shown: null }, host.facts())).not.toBeNull();
  });
});

describe('a rollback of which the engine is told nothing', () => {
  it('claims no restart, and sends nobody to one that would fail', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'restart' });
    expect(leftAlone(plan, null)).toMatchObject({ action: 'none', required: 'restart' });
    const why = verbatim('daemon.json:1:2: broken\n  1 | {,}');
    const alone = leftAlone(plan, why);
    expect(alone).toMatchObject({ action: 'none', required: 'none' });
    expect(alone.warnings.map(({ en }) => en)).toEqual([
      'The engine will not start with this file: daemon.json:1:2: broken',
    ]);
  });
});
