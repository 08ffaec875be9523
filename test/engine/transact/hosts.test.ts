import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/domain/plan.ts';
import type { TransactEvent } from '../../../src/engine/events.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { daemonJson, dropIn } from '../../doubles/engine.ts';
import { createTestHost, stateOf, type TestHost } from '../../doubles/host.ts';
import { mirror, old } from './mirror-change.ts';
import { certificate, contextFor, mirrorsPlan, planFor, quiet } from './plans.ts';

describe('an engine that is down', () => {
  it('is started by a repair when its unit is enabled', async () => {
    const host = createTestHost({ [daemonJson]: '{broken' });
    expect(host.world.running).toBeNull();
    const expects = [{ key: 'registry-mirrors', value: mirror }];
    const text = JSON.stringify({ 'registry-mirrors': mirror });
    const plan = planFor(host, { [daemonJson]: text }, { action: 'restart', expects });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result).toMatchObject({ exit: 'done', verified: { 'registry-mirrors': 'verified' } });
    expect(host.world.orders).toEqual(['reset-failed', 'start']);
  });

  it.each([false, null])('stays down when its unit is not enabled (%s)', async (enabled) => {
    const host = createTestHost(old);
    host.world.kill();
    host.world.enabled = enabled;
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'restart' });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result).toMatchObject({ exit: 'done', changed: true, restartRequired: false });
    expect(host.text(daemonJson)).toBe('{}');
    expect(host.world.running).toBeNull();
  });

  it('stays down when its unit is masked', async () => {
    const host = createTestHost({ [daemonJson]: '{broken' });
    host.world.masked = true;
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'restart' });
    expect((await transact(plan, contextFor(host), quiet)).exit).toBe('done');
    expect(host.world.orders).toEqual([]);
  });

  it('is down again, on the old files, when it does not come up', async () => {
    const host = createTestHost({ [daemonJson]: '{broken' });
    const before = stateOf(host);
    const plan = planFor(host, { [daemonJson]: '{"nonsense":1}' }, { action: 'restart' });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result.exit).toBe('putBack');
    expect(result.failure?.en).toContain("don't match any configuration option: nonsense");
    expect(stateOf(host)).toEqual(before);
  });

  it.each([
    [
      'and its socket before it, which would wake it',
      false,
      ['start', 'stop docker.socket', 'stop'],
    ],
    ['but its socket goes on listening', true, ['start', 'stop']],
  ])('is told to rest again when it keeps trying, %s', async (_what, socketActive, orders) => {
    const host = createTestHost({ [daemonJson]: '{broken' });
    Object.assign(host.world, { socketActive, loops: false });
    const plan = planFor(host, { [daemonJson]: '{"nonsense":1}' }, { action: 'restart' });
    const emit = (event: TransactEvent) => {
      if (event.kind === 'started' && event.phase === 'service') host.world.loops = true;
    };
    const begun = host.clock.monotonic();
    const result = await transact(plan, contextFor(host), emit);
    expect([result.exit, host.world.orders]).toEqual(['putBack', orders]);
    expect(host.clock.monotonic() - begun).toBeLessThan(5_000);
  });

  it('is left trying as before, where it kept trying before, and nothing stays open', async () => {
    const host = createTestHost({ [daemonJson]: '{broken' });
    host.world.loops = true;
    const before = stateOf(host);
    const plan = planFor(host, { [daemonJson]: '{"nonsense":1}' }, { action: 'restart' });
    const result = await transact(plan, contextFor(host), quiet);
    expect([result.exit, result.leftovers]).toEqual(['putBack', []]);
    expect(stateOf(host)).toEqual(before);
    expect(await host.ports.journal.pending()).toBeNull();
  });

  it('has no say in a tree that is not running', async () => {
    const host = createTestHost(old);
    const facts = { ...host.facts(), live: false, root: '/tree', info: null };
    const plan = planFor(host, { [dropIn]: 'x' }, { action: 'restart' });
    const result = await transact(plan, contextFor(host, {}, { facts }), quiet);
    expect(result).toMatchObject({ exit: 'done', changed: true, restartRequired: false });
    expect(result.warnings.map((each) => each.en)).toEqual([
      expect.stringContaining('daemon-reload was not run'),
    ]);
    expect(host.world.orders).toEqual([]);
  });
});

describe('an engine that did not answer before', () => {
  const expects = [{ key: 'registry-mirrors', value: mirror }];
  const text = JSON.stringify({ 'registry-mirrors': mirror });

  it('is waited for: it was only starting then', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [daemonJson]: text }, { action: 'restart', expects });
    const context = contextFor(host, {}, { facts: { ...host.facts(), info: null } });
    const { engine } = context.ports;
    let asked = 0;
    const info: typeof engine.info = async (socket) => {
      asked += 1;
      if (asked > 5) return engine.info(socket);
      return { kind: 'failed', code: 'ENOENT', detail: 'no such file', ms: 1 };
    };
    const ports = { ...context.ports, engine: { ...engine, info } };
    const result = await transact(plan, { ...context, ports }, quiet);
    expect(result).toMatchObject({ exit: 'done', verified: { 'registry-mirrors': 'verified' } });
  });
});

describe('a host without systemd', () => {
  it('is told that the engine which nobody can be ordered to restart still has the old values', async () => {
    const host = createTestHost(old);
    const facts = { ...host.facts(), serviceManager: 'none' as const };
    const result = await transact(
      mirrorsPlan(host, mirror),
      contextFor(host, {}, { facts }),
      quiet,
    );
    expect(result).toMatchObject({ exit: 'done', changed: true, reloadRequired: true });
    expect(result.verified).toEqual({ 'registry-mirrors': 'differs' });
    expect(host.world.orders).toEqual([]);
  });

  it("gets no second engine beside one that answers and is not its service's", async () => {
    const host = createTestHost(old);
    const facts = { ...host.facts(), serviceManager: 'sysv' as const };
    const context = contextFor(host, {}, { facts });
    const { services } = context.ports;
    const state: typeof services.state = async (unit) => ({
      ...(await services.state(unit)),
      active: 'inactive',
    });
    const ports = { ...context.ports, services: { ...services, state } };
    const result = await transact(mirrorsPlan(host, mirror), { ...context, ports }, quiet);
    expect(result).toMatchObject({ exit: 'done', changed: true, reloadRequired: true });
    expect(host.world.orders).toEqual([]);
  });

  it('gets no guard for the boot, which nobody there would run', async () => {
    const host = createTestHost(old);
    const facts = { ...host.facts(), serviceManager: 'openrc' as const };
    await transact(mirrorsPlan(host, mirror), contextFor(host, {}, { facts }), quiet);
    expect(host.calls).not.toContain('arm');
  });

  it('has its files put back in a tree without any order to a service', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    const facts = { ...host.facts(), live: false, root: '/tree', info: null };
    const plan = planFor(host, { [dropIn]: 'x', [daemonJson]: '{}' }, { action: 'restart' });
    host.inject({ at: `replace ${daemonJson}`, kind: 'refuse' });
    const result = await transact(plan, contextFor(host, {}, { facts }), quiet);
    expect(result).toMatchObject({ exit: 'putBack', leftovers: [] });
    expect([stateOf(host), host.world.orders]).toEqual([before, []]);
  });
});

describe('a file that cannot be written', () => {
  const texts = { [certificate]: 'PEM', [daemonJson]: '{"debug":true}' };

  it('is told in one sentence where it is the first one, and nothing has changed', async () => {
    const host = createTestHost({ [daemonJson]: '{}' });
    const before = stateOf(host);
    host.inject({ at: `replace ${certificate}`, kind: 'refuse' });
    const plan = planFor(host, texts, { action: 'restart' });
    await expect(transact(plan, contextFor(host), quiet)).rejects.toMatchObject({
      exit: 'cannotWrite',
    });
    expect(stateOf(host)).toEqual(before);
    expect(await host.ports.journal.pending()).toBeNull();
  });

  it('is a failure that was put back where another one was written before', async () => {
    const host = createTestHost({ [daemonJson]: '{}' });
    const before = stateOf(host);
    host.inject({ at: `replace ${daemonJson}`, kind: 'refuse' });
    const plan = planFor(host, texts, { action: 'restart' });
    expect((await transact(plan, contextFor(host), quiet)).exit).toBe('putBack');
    expect(stateOf(host)).toEqual(before);
  });
});

describe('a tree whose programs do not run here', () => {
  const anchor = '/usr/local/share/ca-certificates/dockcfg-1.crt';
  const trustPlan = (host: TestHost, text: string | null): Plan => {
    const made = planFor(host, { [anchor]: text }, { action: 'none' });
    const effect = { kind: 'effect', effect: 'update-trust', because: [] } as const;
    return { ...made, changes: [...made.changes, effect] };
  };
  const shell = 'chroot /tree /bin/sh -c :';
  const treeContext = (host: TestHost) => {
    const facts = { ...host.facts(), root: '/tree', live: false };
    return contextFor(host, {}, { facts });
  };

  it.each([
    ['comes', {}, 'PEM'],
    ['goes', { [anchor]: 'PEM' }, null],
  ])('keeps its bundle as it is when a certificate %s, and says so', async (_how, texts, text) => {
    const host = createTestHost(texts);
    host.inject({ at: shell, kind: 'refuse' });
    const result = await transact(trustPlan(host, text), treeContext(host), quiet);
    expect(result).toMatchObject({ exit: 'done', applied: true });
    expect(host.text(anchor)).toBe(text);
    expect(result.warnings.map(({ en }) => en).join()).toContain('do not run here (no)');
    expect(host.calls.filter((call) => call.startsWith('chroot'))).toEqual([shell]);
  });

  it('finds that out before anything is written', async () => {
    const host = createTestHost();
    await transact(trustPlan(host, 'PEM'), treeContext(host), quiet);
    const [probe, write] = [shell, `replace ${anchor}`].map((call) => host.calls.indexOf(call));
    expect(probe).toBeGreaterThanOrEqual(0);
    expect(probe).toBeLessThan(write ?? -1);
  });
});
