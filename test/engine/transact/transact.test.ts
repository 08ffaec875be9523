import { describe, expect, it } from 'vitest';
import type { EffectName, Plan } from '../../../src/domain/plan.ts';
import type { TransactEvent } from '../../../src/engine/events.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { daemonJson, dropIn } from '../../doubles/engine.ts';
import { createTestHost } from '../../doubles/host.ts';
import { mirror, old, trustRuns, updateTrust } from './mirror-change.ts';
import { certificate, contextFor, mirrorsPlan, planFor, quiet } from './plans.ts';

const withEffect = (plan: Plan, effect: EffectName): Plan => ({
  ...plan,
  changes: [...plan.changes, { kind: 'effect', effect, because: [] }],
});

describe('a plan that fits', () => {
  it('writes, reloads and proves a new list of mirrors', async () => {
    const host = createTestHost(old);
    const result = await transact(mirrorsPlan(host, mirror), contextFor(host), quiet);
    expect(result).toMatchObject({
      exit: 'done',
      changed: true,
      applied: true,
      verified: { 'registry-mirrors': 'verified' },
      warnings: [],
    });
    expect(host.world.orders).toEqual(['reload']);
    expect(host.world.running?.mirrors).toEqual(['https://new.lab/']);
    expect(host.guard.isArmed()).toBe(false);
    expect(host.lock.isHeld()).toBe(false);
    expect(host.journal.records.get(result.transaction ?? '')?.end).toBe('committed');
  });

  it('reads units again before it restarts the engine for a drop-in', async () => {
    const host = createTestHost(old);
    const text = 'Environment="HTTPS_PROXY=http://proxy.lab:3128"';
    const expects = [{ key: 'https-proxy', value: 'http://proxy.lab:3128' }];
    const plan = planFor(host, { [dropIn]: text }, { action: 'restart', expects });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result.verified).toEqual({ 'https-proxy': 'verified' });
    expect(host.world.orders).toEqual(['daemon-reload', 'restart']);
  });

  it('unmasks the unit before it starts the engine', async () => {
    const host = createTestHost(old);
    host.world.kill();
    Object.assign(host.world, { masked: true, enabled: false });
    const plan = withEffect(planFor(host, {}, { action: 'restart' }), 'unmask');
    const result = await transact(plan, contextFor(host), quiet);
    expect(result).toMatchObject({ exit: 'done', changed: true, applied: true });
    expect(host.world.orders).toEqual(['unmask', 'start']);
    expect(host.world.running).not.toBeNull();
  });

  it('masks the unit again when the engine does not come up', async () => {
    const host = createTestHost(old);
    host.world.kill();
    Object.assign(host.world, { masked: true, enabled: false, broken: 'failed to mount' });
    const plan = withEffect(planFor(host, {}, { action: 'restart' }), 'unmask');
    const result = await transact(plan, contextFor(host), quiet);
    expect(result).toMatchObject({ exit: 'putBack', changed: false });
    expect(host.world.masked).toBe(true);
  });

  it('tells the service nothing when only a trust directory changes', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [certificate]: 'PEM' }, { action: 'none' });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result.exit).toBe('done');
    expect(host.world.orders).toEqual([]);
    expect(host.text(certificate)).toBe('PEM');
  });

  it('costs one look into the journal when there is nothing to do', async () => {
    const host = createTestHost(old);
    const plan = mirrorsPlan(host, ['https://old.lab']);
    const result = await transact(plan, contextFor(host), quiet);
    expect(result).toMatchObject({ exit: 'done', changed: false, transaction: null });
    expect(host.calls).toEqual(['pending']);
  });

  it('restarts an engine that differs from its files although no file changes', async () => {
    const host = createTestHost(old);
    const expects = [{ key: 'registry-mirrors', value: ['https://old.lab'] }];
    host.world.running = {
      ...{ startedAt: 0, pid: 42, insecure: [], httpsProxy: '' },
      mirrors: ['https://x/'],
    };
    const plan = planFor(host, {}, { action: 'restart', expects });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result).toMatchObject({ exit: 'done', changed: true });
    expect(host.world.running?.mirrors).toEqual(['https://old.lab/']);
  });

  it('resets the start limit when it is hit, and starts again', async () => {
    const host = createTestHost(old);
    host.world.starts = [1, 2, 3].map(() => host.clock.now());
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'restart' });
    expect((await transact(plan, contextFor(host), quiet)).exit).toBe('done');
    expect(host.world.orders).toEqual(['restart', 'reset-failed', 'restart']);
  });

  it('makes a running engine forget a list that leaves the file, without a restart', async () => {
    const host = createTestHost(old);
    const expects = [{ key: 'registry-mirrors', value: [] }];
    const plan = planFor(host, { [daemonJson]: null }, { action: 'reload', expects });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result.verified).toEqual({ 'registry-mirrors': 'verified' });
    expect(host.text(daemonJson)).toBeNull();
    expect(host.world.orders).toEqual(['reload', 'reload']);
  });

  it('believes the values where nobody can read the journal', async () => {
    const host = createTestHost(old);
    host.world.silent = true;
    const begun = host.clock.monotonic();
    expect((await transact(mirrorsPlan(host, mirror), contextFor(host), quiet)).exit).toBe('done');
    expect(host.clock.monotonic() - begun).toBeLessThan(1_000);
  });

  it('builds the trust store anew with the tool this system has', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [certificate]: 'PEM' }, { action: 'restart' });
    const trusting = { ...plan, changes: [...plan.changes, updateTrust] };
    expect((await transact(trusting, contextFor(host), quiet)).exit).toBe('done');
    expect(trustRuns(host)).toEqual(['update-ca-certificates', 'update-ca-trust extract']);
  });

  it('tells what it does in the order in which it happens', async () => {
    const host = createTestHost(old);
    const events: TransactEvent[] = [];
    await transact(mirrorsPlan(host, mirror), contextFor(host), (event) => events.push(event));
    const done = events.flatMap((each) => (each.kind === 'done' ? [each.phase] : []));
    expect(done).toEqual(['lock', 'write', 'service', 'verify']);
  });
});

describe('what the user allows', () => {
  it('writes and reports what is still required when the service may not be touched', async () => {
    const host = createTestHost(old);
    const context = contextFor(host, { restart: 'never' });
    const result = await transact(mirrorsPlan(host, mirror), context, quiet);
    expect(result).toMatchObject({ changed: true, reloadRequired: true, restartRequired: false });
    expect(result.verified).toEqual({ 'registry-mirrors': 'differs' });
    expect(host.world.orders).toEqual([]);
  });

  it('keeps reporting it on every run until engine and files match', async () => {
    const host = createTestHost(old);
    const context = contextFor(host, { restart: 'never' });
    const plan = planFor(host, {}, { action: 'restart' });
    const result = await transact(plan, context, quiet);
    expect(result).toMatchObject({ changed: false, restartRequired: true });
  });

  it('refuses before writing when only a reload is allowed and only a restart helps', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'restart' });
    const attempt = transact(plan, contextFor(host, { restart: 'reload' }), quiet);
    await expect(attempt).rejects.toMatchObject({ exit: 'needsDecision' });
    expect(host.calls).toEqual([]);
  });
});
