/**
 * Carries out one transaction on the machine it runs on, with the real adapters, and dies or stops
 * at a chosen call of a port. Runs on the hosts of the lab; reads what to do from standard input.
 */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createBootGuard } from '../../../src/adapters/boot-guard.ts';
import { createDiskJournal } from '../../../src/adapters/disk-journal.ts';
import { createDockerSocket } from '../../../src/adapters/docker-socket.ts';
import { createFlockLock } from '../../../src/adapters/flock-lock.ts';
import { createNodeFiles } from '../../../src/adapters/node-files.ts';
import { createCommands } from '../../../src/adapters/spawn-commands.ts';
import { stateDirectoryOf } from '../../../src/adapters/state-directory.ts';
import { createSystemClock } from '../../../src/adapters/system-clock.ts';
import { createSystemdServices } from '../../../src/adapters/systemd-services.ts';
import type { FileState, HostFacts } from '../../../src/domain/facts.ts';
import type { Change, Expectation, Plan, ServiceAction } from '../../../src/domain/plan.ts';
import { verbatim } from '../../../src/domain/said.ts';
import type { TransactContext, TransactPorts } from '../../../src/engine/transact/context.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { factsWith } from '../../doubles/facts.ts';

/** What standard input holds, as JSON. */
export interface Order {
  /** the texts files should have; null: gone */
  readonly texts: { readonly [path: string]: string | null };
  readonly action: ServiceAction;
  readonly expects: readonly Expectation[];
  /** the call of a port at which the process kills itself, or waits for the machine to lose power */
  readonly dieAt?: number;
  readonly hangAt?: number;
  /** the name of a signal that it gets at the nth call */
  readonly signal?: readonly [name: 'SIGINT' | 'SIGTERM' | 'SIGHUP', at: number];
  /** the folder whose file system has no room from the nth call on */
  readonly full?: readonly [folder: string, at: number];
}

/** What standard output holds when it lives to the end, as JSON. */
export interface Report {
  readonly exit: string;
  readonly text: string | null;
  readonly leftovers: readonly string[];
  readonly calls: readonly string[];
}

/** Exists while the process waits for the end of the world. */
export const hangMark = '/run/dockcfg-hangs';

const dropIns = '/etc/systemd/system/docker.service.d';

async function main(order: Order): Promise<Report> {
  const calls: string[] = [];
  const stop = new AbortController();
  const real = realPorts();
  const ports = counted(real, async (name) => {
    calls.push(name);
    if (calls.length === order.dieAt) process.kill(process.pid, 'SIGKILL');
    if (calls.length === order.signal?.[1]) stop.abort(order.signal[0]);
    if (calls.length === order.full?.[1]) fill(order.full[0]);
    if (calls.length !== order.hangAt) return;
    writeFileSync(hangMark, '');
    await new Promise(() => setInterval(() => {}, 1_000));
  });
  const situation = async () => ({ plan: await planOf(order, real), facts: await factsOf(real) });
  const { plan, facts } = await situation();
  const context: TransactContext = {
    ports,
    facts,
    command: 'driver',
    options: { verify: true, deadlineMs: 120_000, restart: 'auto' },
    signal: stop.signal,
    replan: situation,
  };
  const result = await transact(plan, context, () => {});
  const { exit, failure, leftovers } = result;
  return {
    exit,
    text: failure?.en ?? null,
    leftovers: leftovers.map((each) => each.said.en),
    calls,
  };
}

/** Large pieces first, then small ones, until not one more byte fits. */
function fill(folder: string): void {
  const file = openSync(`${folder}/filler`, 'w');
  for (const size of [65_536, 4_096, 1]) {
    try {
      for (;;) writeSync(file, new Uint8Array(size));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
  closeSync(file);
}

function realPorts(): TransactPorts {
  const commands = createCommands();
  const stateDir = stateDirectoryOf('/');
  const places = { stateDir, unitDir: '/etc/systemd/system', manager: 'system' } as const;
  const templates = new URL('../../../templates/', import.meta.url);
  return {
    files: createNodeFiles('/', commands),
    commands,
    services: createSystemdServices(commands, 'system'),
    engine: createDockerSocket(),
    journal: createDiskJournal(stateDir),
    lock: createFlockLock(stateDir, { command: 'driver' }),
    clock: createSystemClock(),
    guard: createBootGuard(places, (name) => readFile(new URL(name, templates), 'utf8')),
  };
}

/** The same ports, each call announced first; a plan is made without. */
function counted(ports: TransactPorts, announce: (name: string) => Promise<void>): TransactPorts {
  const port = (name: string, real: object) =>
    new Proxy(real, {
      get: (target, key) => {
        const method = Reflect.get(target, key);
        if (typeof method !== 'function' || name === 'clock') return method;
        return async (...args: unknown[]) => {
          await announce(`${name}.${String(key)}`);
          return method.apply(target, args);
        };
      },
    });
  const entries = Object.entries(ports).map(([name, real]) => [name, port(name, real)]);
  return Object.fromEntries(entries) as TransactPorts;
}

async function planOf(order: Order, { files, engine }: TransactPorts): Promise<Plan> {
  const changes: Change[] = [];
  for (const [path, text] of Object.entries(order.texts)) {
    const { state } = await files.snapshot(path);
    if (state.kind === 'unreadable') throw new Error(`${path}: ${state.code}`);
    const now = state.kind === 'file' ? new TextDecoder().decode(state.bytes) : null;
    if (now === text) continue;
    changes.push({
      kind: 'file',
      target: 't',
      path,
      before: state,
      after: stateOf(text),
      because: [],
    });
    if (path.startsWith(dropIns))
      changes.push({ kind: 'effect', effect: 'daemon-reload', because: [] });
  }
  const info = await engine.info('/run/docker.sock');
  const isDone = changes.length === 0 && info.kind === 'saw';
  return {
    changes,
    action: isDone ? 'none' : order.action,
    reason: verbatim('driver'),
    disruption: { containersStopped: 0, names: [] },
    conflicts: [],
    expects: order.expects,
    warnings: [],
  };
}

function stateOf(text: string | null): FileState {
  if (text === null) return { kind: 'absent' };
  return { kind: 'file', bytes: new TextEncoder().encode(text), mode: 0o644, uid: 0, gid: 0 };
}

async function factsOf({ engine, services }: TransactPorts): Promise<HostFacts> {
  const info = await engine.info('/run/docker.sock');
  const { mainPid } = await services.state('docker.service');
  const { layout } = factsWith();
  return factsWith({
    flavour: 'docker-io',
    layout: { ...layout, socket: '/run/docker.sock' },
    process: mainPid === null ? null : { pid: mainPid, argv: [], environment: null },
    info: info.kind === 'saw' ? info.data : null,
  });
}

if (import.meta.filename === process.argv[1]) {
  const order: Order = JSON.parse(readFileSync(0, 'utf8'));
  process.stdout.write(JSON.stringify(await main(order)));
}
