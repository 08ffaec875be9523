import type { HostFacts } from '../../src/domain/facts.ts';
import { Failure } from '../../src/domain/failure.ts';
import { verbatim } from '../../src/domain/said.ts';
import type { TransactPorts } from '../../src/engine/transact/context.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { createTestEngine, infoOf, type TestEngine } from './engine.ts';
import { factsWith } from './facts.ts';
import { createMemoryFiles, type MemoryFiles } from './files.ts';
import { createTestGuard, type TestGuard } from './guard.ts';
import { createMemoryJournal } from './journal.ts';
import { createMemoryLock } from './lock.ts';

/** What goes wrong at the nth call of a port, or at every call of a name. */
export interface Fault {
  readonly at: number | string;
  readonly kind: 'refuse' | 'die-before' | 'die-after';
}

/** The process is gone: nothing that it would still do happens. */
export class Died extends Error {}

export interface TestHost {
  readonly ports: TransactPorts;
  readonly files: MemoryFiles;
  readonly world: TestEngine;
  readonly clock: TestClock;
  readonly guard: TestGuard;
  readonly journal: ReturnType<typeof createMemoryJournal>;
  readonly lock: ReturnType<typeof createMemoryLock>;
  /** names of the port calls since the last `newProcess` */
  readonly calls: string[];
  facts(): HostFacts;
  inject(fault: Fault | null): void;
  /** the next run of dockcfg on the same host */
  newProcess(): void;
  /** the power comes back */
  reboot(): void;
  text(path: string): string | null;
}

/** A whole host in memory, engine running on its files. */
export function createTestHost(texts: { readonly [path: string]: string } = {}): TestHost {
  const clock = createTestClock();
  const files = createMemoryFiles(texts);
  const world = createTestEngine(files, clock);
  const journal = createMemoryJournal();
  const guard = createTestGuard(files);
  const lock = createMemoryLock(clock);
  // made by the lock, which everything that writes takes first
  for (const path of ['/var', '/var/lib', '/var/lib/dockcfg']) files.directories.add(path);
  const process = { dead: false, fault: null as Fault | null };
  const calls: string[] = [];
  world.boot();
  clock.advance(3_600_000);

  const call = async <T>(name: string, work: () => Promise<T>, refuse: () => T): Promise<T> => {
    if (process.dead) throw new Died(name);
    calls.push(name);
    const isMeant = process.fault?.at === calls.length || process.fault?.at === name;
    if (!process.fault || !isMeant) return work();
    if (process.fault.kind === 'refuse') return refuse();
    if (process.fault.kind === 'die-after') await work();
    process.dead = true;
    throw new Died(name);
  };

  const host: TestHost = {
    ports: wrap(
      { files, services: world.services, engine: world.engine, journal, lock, guard, clock },
      call,
    ),
    files,
    world,
    clock,
    guard,
    journal,
    lock,
    calls,
    facts: () => factsOf(world),
    inject: (fault) => {
      process.fault = fault;
    },
    newProcess: () => {
      process.dead = false;
      process.fault = null;
      calls.length = 0;
      lock.abandon();
      clock.advance(1_000);
    },
    reboot: () => {
      host.newProcess();
      const restored = guard.boot();
      const record = restored === null ? undefined : journal.records.get(restored);
      if (record) record.restoredAt = clock.now();
      clock.advance(1_000);
      world.boot();
    },
    text: (path) => {
      const state = files.files.get(path);
      return state ? new TextDecoder().decode(state.bytes) : null;
    },
  };
  return host;
}

/** Everything on a host that a person would call its state. */
export function stateOf(host: TestHost) {
  const { running } = host.world;
  return {
    files: Object.fromEntries([...host.files.files].map(([path]) => [path, host.text(path)])),
    directories: [...host.files.directories].sort(),
    engine: running && infoOf(running),
  };
}

type Call = <T>(name: string, work: () => Promise<T>, refuse: () => T) => Promise<T>;

function wrap(real: Omit<TransactPorts, 'commands'>, call: Call): TransactPorts {
  const no = (): never => {
    throw new Failure('cannotWrite', verbatim('no space left'));
  };
  const { files, services, engine, journal, lock, guard, clock } = real;
  return {
    clock,
    files: {
      snapshot: (path) => call('snapshot', () => files.snapshot(path), no),
      list: (path) => call('list', () => files.list(path), no),
      replace: (path, after, expected) =>
        call(`replace ${path}`, () => files.replace(path, after, expected), no),
      removeEmpty: (paths) => call('removeEmpty', () => files.removeEmpty(paths), no),
      missingDirectories: (path) =>
        call('missingDirectories', () => files.missingDirectories(path), no),
      sweep: (path) => call('sweep', () => files.sweep(path), no),
    },
    commands: {
      run: (argv) =>
        call(
          argv.join(' '),
          async () => ({
            exitCode: argv[0] === 'update-ca-certificates' ? 127 : 0,
            stdout: '',
            stderr: '',
          }),
          () => ({ exitCode: 1, stdout: '', stderr: 'no' }),
        ),
    },
    services: {
      state: (name) => call('state', () => services.state(name), no),
      act: (verb, name) =>
        call(
          `act ${verb}`,
          () => services.act(verb, name),
          () => 'refused',
        ),
      holdsUp: (other, name) => call('holdsUp', () => services.holdsUp(other, name), no),
      logEnd: (now) => call('logEnd', () => services.logEnd(now), no),
      journal: (name, since) =>
        call(
          'journal',
          () => services.journal(name, since),
          () => [],
        ),
    },
    engine: {
      info: (socket) =>
        call(
          'info',
          () => engine.info(socket),
          () => ({ kind: 'failed', code: 'ETIMEDOUT', detail: '', ms: 1 }),
        ),
      containers: engine.containers,
    },
    journal: {
      identify: (now) => call('identify', () => journal.identify(now), no),
      begin: (start) => call('begin', () => journal.begin(start), no),
      mark: (...args) => call('mark', () => journal.mark(...args), no),
      end: (id, end) => call(`end ${end}`, () => journal.end(id, end), no),
      during: (instance) => call('during', () => journal.during(instance), no),
      list: () => call('history', () => journal.list(), no),
      pending: () => call('pending', () => journal.pending(), no),
    },
    lock: { acquire: (...args) => call('lock', () => lock.acquire(...args), no) },
    guard: {
      arm: (start) =>
        call(
          'arm',
          () => guard.arm(start),
          () => verbatim('read-only'),
        ),
      disarm: (name) => call('disarm', () => guard.disarm(name), no),
    },
  };
}

function factsOf(world: TestEngine): HostFacts {
  return factsWith({
    engine: {
      version: { text: '28.5.2', major: 28, minor: 5, patch: 2 },
      store: 'classic',
      fork: null,
    },
    process: world.running ? { pid: 42, argv: ['dockerd'], environment: null } : null,
    info: world.running ? infoOf(world.running) : null,
    user: { uid: 0, home: '/root', sudoUser: 'ada' },
  });
}
