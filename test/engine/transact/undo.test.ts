import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { TransactEvent } from '../../../src/engine/events.ts';
import { recover } from '../../../src/engine/transact/recover.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { daemonJson, dropIn } from '../../doubles/engine.ts';
import { file } from '../../doubles/files.ts';
import { createTestHost, stateOf, type TestHost } from '../../doubles/host.ts';
import { mirror, old, trustRuns, updateTrust } from './mirror-change.ts';
import { certificate, contextFor, mirrorsPlan, planFor, quiet } from './plans.ts';

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

/** Other mirrors, by a restart. */
function restartPlan(host: TestHost) {
  return { ...mirrorsPlan(host, mirror), action: 'restart' as const };
}

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
    const again = (await recover(contextFor(host), quiet))?.said.en;
    expect(again).toContain('no more disk');
    // that run told its end itself
    expect(again).not.toMatch(/\bdie/);
    expect(host.journal.records.get(result.transaction ?? '')?.end).toBe('incomplete');
    expect(await recover(contextFor(host), quiet)).toBeNull();
  });

  it('passes on what the service manager said where the journal holds no reason', async () => {
    const host = createTestHost(old);
    Object.assign(host.world, { broken: 'no more disk', loops: true, silent: true });
    const plan = planFor(host, { [daemonJson]: '{}' }, { action: 'restart' });
    const { failure } = await transact(plan, contextFor(host), quiet);
    expect(failure?.en).toContain('Job for docker.service failed because');
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

  it('says that the deadline passed, and no number that nobody gave', async () => {
    const host = createTestHost(old);
    host.world.deaf = true;
    const context = contextFor(host, { deadlineMs: 400 });
    const result = await transact(mirrorsPlan(host, mirror), context, quiet);
    expect(result.exit).toBe('putBack');
    expect(result.failure?.en).toMatch(/^The deadline passed\D*$/);
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

describe('a run that died, and a clock that was set since', () => {
  const process = (started: number) => file(`42 (dockerd) S 1 ${'0 '.repeat(17)}${started} 0`);

  /** It began under the process that was started at 100, and died just after an order. */
  async function died(at: string): Promise<TestHost> {
    const host = createTestHost(old);
    host.files.files.set('/proc/sys/kernel/random/boot_id', file('boot\n'));
    host.files.files.set('/proc/42/stat', process(100));
    const facts = host.facts();
    const engine = { pid: 42, argv: ['dockerd'], environment: null, instance: 'boot-42-100' };
    host.inject({ at, kind: 'die-after' });
    const context = contextFor(host, {}, { facts: { ...facts, process: engine } });
    await expect(transact(restartPlan(host), context, quiet)).rejects.toThrow();
    host.newProcess();
    return host;
  }

  it.each([-7_200_000, 0, 7_200_000])(
    'by %d ms: an engine that was restarted is restarted again',
    async (step) => {
      const host = await died('act restart');
      host.files.files.set('/proc/42/stat', process(200));
      host.clock.set(step);
      await recover(contextFor(host), quiet);
      expect(host.world.orders).toEqual(['restart', 'restart']);
      expect(host.world.running?.mirrors).toEqual(['https://old.lab/']);
    },
  );

  it.each([-7_200_000, 0, 7_200_000])(
    'by %d ms: one that was not restarted is left alone',
    async (step) => {
      const host = await died(`replace ${daemonJson}`);
      host.clock.set(step);
      await recover(contextFor(host), quiet);
      expect(host.world.orders).toEqual([]);
      expect(host.text(daemonJson)).toBe(old[daemonJson]);
    },
  );
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

  it('is the end of all orders: one that has not been given is not given any more', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    const stop = new AbortController();
    const state = async (unit: string) => {
      stop.abort('SIGHUP');
      return host.ports.services.state(unit);
    };
    const atService: TransactEvent[] = [];
    const context = contextFor(host, {}, { signal: stop.signal });
    const services = () =>
      atService.length > 0 ? { ...host.ports.services, state } : host.ports.services;
    const ports = Object.defineProperty({ ...host.ports }, 'services', { get: services });
    const result = await transact(restartPlan(host), { ...context, ports }, (event) => {
      if (event.kind === 'started' && event.phase === 'service') atService.push(event);
    });
    await host.ports.clock.sleep(60_000);
    expect([result.exit, host.world.orders, stateOf(host)]).toEqual(['hangup', [], before]);
  });

  it('waits for an order that is on its way to the manager, and takes it back', async () => {
    const host = createTestHost(old);
    const before = stateOf(host);
    const stop = new AbortController();
    const { services, clock } = host.ports;
    const act: typeof services.act = async (verb, unit) => {
      stop.abort('SIGHUP');
      await clock.sleep(20);
      return services.act(verb, unit);
    };
    const context = contextFor(host, {}, { signal: stop.signal });
    const ports = { ...host.ports, services: { ...services, act } };
    const result = await transact(restartPlan(host), { ...context, ports }, quiet);
    const orders = [...host.world.orders];
    await clock.sleep(60_000);
    expect(orders).toEqual(['restart', 'restart']);
    expect([result.exit, host.world.orders, stateOf(host)]).toEqual(['hangup', orders, before]);
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
