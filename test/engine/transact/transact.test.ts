import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { Change, EffectName, Plan } from '../../../src/domain/plan.ts';
import type { TransactEvent } from '../../../src/engine/events.ts';
import { recover } from '../../../src/engine/transact/recover.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { daemonJson, dropIn } from '../../doubles/engine.ts';
import { file } from '../../doubles/files.ts';
import { createTestHost, stateOf, type TestHost } from '../../doubles/host.ts';
import { certificate, contextFor, mirrorsPlan, planFor, quiet } from './plans.ts';

const old = { [daemonJson]: '{"registry-mirrors":["https://old.lab"]}' };
const mirror = ['https://new.lab'];

const withEffect = (plan: Plan, effect: EffectName): Plan => ({
  ...plan,
  changes: [...plan.changes, { kind: 'effect', effect, because: [] }],
});
const updateTrust: Change = { kind: 'effect', effect: 'update-trust', because: [] };
const trustRuns = (host: TestHost) => host.calls.filter((name) => name.includes('-ca-'));

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
    host.world.running = { startedAt: 0, mirrors: ['https://x/'], insecure: [], httpsProxy: '' };
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
    ['and its socket with it', false, ['start', 'stop', 'stop docker.socket']],
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

describe('a host without systemd', () => {
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

describe('a failure', () => {
  it('puts everything back when the engine refuses the file at a reload', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    const result = await transact(mirrorsPlan(host, ['new.lab']), contextFor(host), quiet);
    expect(result).toMatchObject({
      exit: 'putBack',
      changed: false,
      applied: false,
      leftovers: [],
    });
    expect(result.failure?.en).toContain('invalid mirror');
    expect(stateOf(host)).toEqual(before);
  });

  it.each([
    ['stays down', false],
    ['is started again and again', true],
  ])('brings the engine back after a restart that killed it, where it %s', async (_what, loops) => {
    const host = createTestHost(old);
    const before = stateOf(host);
    host.world.loops = loops;
    const texts = { [daemonJson]: '{"nonsense":1}', [dropIn]: 'x', [certificate]: 'PEM' };
    const plan = planFor(host, texts, { action: 'restart' });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result.exit).toBe('putBack');
    expect(stateOf(host)).toEqual(before);
  });

  it('does not wait for patience to end when the engine dies of the same again and again', async () => {
    const host = createTestHost(old);
    host.world.loops = true;
    const started = host.clock.now();
    const plan = planFor(host, { [daemonJson]: '{"data-root":"/proc/x"}' }, { action: 'restart' });
    const result = await transact(plan, contextFor(host), quiet);
    expect(result.exit).toBe('putBack');
    expect(result.failure?.en).toContain('mkdir /proc/x: no such file or directory');
    expect(host.clock.now() - started).toBeLessThan(10_000);
  });

  it('puts files back last one first, then runs again what reads them', async () => {
    const host = createTestHost(old);
    const texts = { [certificate]: 'PEM', [daemonJson]: '{"nonsense":1}' };
    const plan = planFor(host, texts, { action: 'restart' });
    await transact({ ...plan, changes: [...plan.changes, updateTrust] }, contextFor(host), quiet);
    const [first, second] = [`replace ${certificate}`, `replace ${daemonJson}`];
    const steps = host.calls.filter((name) => /replace|-ca-trust/.test(name));
    const trust = 'update-ca-trust extract';
    expect(steps).toEqual([first, second, trust, second, first, trust]);
  });

  it('does not build the trust store again when it had not been begun', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [certificate]: 'PEM' }, { action: 'restart' });
    const stop = new AbortController();
    const context = contextFor(host, {}, { signal: stop.signal });
    const changes = [...plan.changes, updateTrust];
    const result = await transact({ ...plan, changes }, context, (event) => {
      if (event.kind === 'done' && event.phase === 'write') stop.abort('SIGTERM');
    });
    expect([result.exit, trustRuns(host)]).toEqual(['terminated', []]);
  });

  it('puts everything back when the engine does not show the values', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    host.world.deaf = true;
    const result = await transact(mirrorsPlan(host, mirror), contextFor(host), quiet);
    expect(result.exit).toBe('putBack');
    expect(result.failure?.en).toContain('does not show the new registry-mirrors');
    expect(stateOf(host)).toEqual(before);
  });

  it('does not hold the engine to the values when told not to', async () => {
    const host = createTestHost(old);
    host.world.deaf = true;
    const context = contextFor(host, { verify: false });
    const result = await transact(mirrorsPlan(host, mirror), context, quiet);
    expect(result).toMatchObject({ exit: 'done', verified: { 'registry-mirrors': 'differs' } });
  });

  it('leaves alone what somebody else wrote in the meantime, and says so', async () => {
    const host = createTestHost(old);
    const plan = planFor(
      host,
      { [certificate]: 'PEM', [daemonJson]: '{"x":1}' },
      { action: 'restart' },
    );
    const emit = (event: TransactEvent) => {
      if (event.kind === 'started' && event.phase === 'service')
        host.files.files.set(certificate, file('MINE'));
    };
    const result = await transact(plan, contextFor(host), emit);
    expect(result.exit).toBe('putBackIncomplete');
    expect(result.leftovers.map((each) => each.subject)).toEqual([certificate]);
    expect(host.text(certificate)).toBe('MINE');
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
  });

  it('says so when the engine does not come back on the old files either', async () => {
    const host = createTestHost(old);
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'restart' });
    host.world.broken = 'no more disk';
    const result = await transact(plan, contextFor(host), quiet);
    expect(result.exit).toBe('putBackIncomplete');
    expect(result.leftovers[0]?.said.en).toContain('no more disk');
    expect(host.text(daemonJson)).toBe(old[daemonJson]);
    // a later run tries once more, and then leaves it at that
    host.newProcess();
    expect((await recover(contextFor(host), quiet))?.said.en).toContain('no more disk');
    expect(host.journal.records.get(result.transaction ?? '')?.end).toBe('incomplete');
    expect(await recover(contextFor(host), quiet)).toBeNull();
  });

  it('changes nothing when a file is not what the plan was made for', async () => {
    const host = createTestHost(old);
    const plan = mirrorsPlan(host, mirror);
    host.files.files.set(daemonJson, file('{"log-level":"debug"}'));
    const attempt = transact(plan, contextFor(host), quiet);
    await expect(attempt).rejects.toMatchObject({ exit: 'tryAgain' });
    expect(host.journal.records.size).toBe(0);
    expect(host.lock.isHeld()).toBe(false);
  });

  it('plans again under the lock when it can', async () => {
    const host = createTestHost(old);
    const plan = mirrorsPlan(host, mirror);
    host.files.files.set(daemonJson, file('{"log-level":"debug"}'));
    const replan = async () => ({ plan: mirrorsPlan(host, mirror), facts: host.facts() });
    const result = await transact(plan, contextFor(host, {}, { replan }), quiet);
    expect(result.exit).toBe('done');
  });

  it('plans again when another run was at work meanwhile, even where it had nothing to do', async () => {
    const host = createTestHost(old);
    const first = transact(mirrorsPlan(host, mirror), contextFor(host), (event) => {
      if (event.kind === 'started' && event.phase === 'service') second = again();
    });
    let second: ReturnType<typeof transact> | undefined;
    const again = () => {
      const replan = async () => ({
        plan: mirrorsPlan(host, ['https://old.lab']),
        facts: host.facts(),
      });
      const nothing = planFor(host, {}, { action: 'none' });
      return transact(nothing, contextFor(host, {}, { replan }), quiet);
    };
    expect((await first).exit).toBe('done');
    expect(await second).toMatchObject({ exit: 'done', changed: true });
    expect(host.world.running?.mirrors).toEqual(['https://old.lab/']);
  });

  it('gives up on a lock when the deadline passes, naming the holder', async () => {
    const host = createTestHost(old);
    const release = await host.lock.acquire(0);
    const waits: unknown[] = [];
    const attempt = transact(mirrorsPlan(host, mirror), contextFor(host), (event) => {
      if (event.kind === 'waiting') waits.push(event.holder);
    });
    await expect(attempt).rejects.toMatchObject({ exit: 'tryAgain' });
    expect(waits).toEqual(['pid 1, another']);
    await release();
  });
});

describe('a signal', () => {
  it('ends the wait for the lock', async () => {
    const host = createTestHost(old);
    const release = await host.lock.acquire(0);
    const stop = new AbortController();
    const context = contextFor(host, {}, { signal: stop.signal });
    const attempt = transact(mirrorsPlan(host, mirror), context, () => stop.abort('SIGINT'));
    await expect(attempt).rejects.toMatchObject({ exit: 'interrupted' });
    await release();
  });

  it('is heard until the very end', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    const stop = new AbortController();
    const context = contextFor(host, {}, { signal: stop.signal });
    const result = await transact(mirrorsPlan(host, mirror), context, (event) => {
      if (event.kind === 'done' && event.phase === 'verify') stop.abort('SIGINT');
    });
    expect([result.exit, stateOf(host)]).toEqual(['interrupted', before]);
  });

  it('counts any other reason as the deadline', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    const stop = new AbortController();
    const context = contextFor(host, {}, { signal: stop.signal });
    const result = await transact(mirrorsPlan(host, mirror), context, (event) => {
      if (event.kind === 'started' && event.phase === 'service') stop.abort('deadline');
    });
    expect(result).toMatchObject({ exit: 'putBack', leftovers: [] });
    expect(result.failure?.en).toContain('deadline');
    expect(stateOf(host)).toEqual(before);
  });

  it.each([
    ['SIGINT', 'interrupted'],
    ['SIGTERM', 'terminated'],
    ['SIGHUP', 'hangup'],
  ] as const)('%s puts everything back, wherever it comes', async (name, exit) => {
    const points = await callsOf();
    for (let at = 1; at <= points; at += 1) {
      const host = createTestHost(old);
      const before = stateOf(host);
      const stop = new AbortController();
      const context = contextFor(host, {}, { signal: stop.signal });
      const ports = abortAt(host.ports, at, () => stop.abort(name), host.calls);
      const plan = mirrorsPlan(host, mirror);
      const result = await transact(plan, { ...context, ports }, quiet).catch((error) => error);
      const committed = result.exit === 'done';
      if (committed) expect(host.world.running?.mirrors).toEqual(['https://new.lab/']);
      else expect([result.exit, stateOf(host)]).toEqual([exit, before]);
    }
  });
});

async function callsOf(): Promise<number> {
  const host = createTestHost(old);
  await transact(mirrorsPlan(host, mirror), contextFor(host), quiet);
  return host.calls.length;
}

/** Aborts while the nth call is under way. */
function abortAt<T extends object>(ports: T, at: number, abort: () => void, calls: string[]): T {
  return new Proxy(ports, {
    get: (target, key) =>
      new Proxy(Reflect.get(target, key) as object, {
        get: (port, name) => {
          const method = Reflect.get(port, name);
          if (typeof method !== 'function') return method;
          return (...args: unknown[]) => {
            const result = method.apply(port, args);
            if (calls.length === at) abort();
            return result;
          };
        },
      }),
  });
}

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

describe('a bug', () => {
  it('is thrown as it is, after everything was put back', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    const emit = (event: TransactEvent) => {
      if (event.kind === 'started' && event.phase === 'verify') throw new TypeError('bug');
    };
    const attempt = transact(mirrorsPlan(host, mirror), contextFor(host), emit);
    await expect(attempt).rejects.toThrow(TypeError);
    await expect(attempt).rejects.not.toBeInstanceOf(Failure);
    expect(stateOf(host)).toEqual(before);
  });
});
