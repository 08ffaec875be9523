import type { EngineInfo } from '../../src/domain/facts.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Engine } from '../../src/ports/engine.ts';
import type { ServiceState, Services } from '../../src/ports/services.ts';
import { infoWith } from './facts.ts';
import type { MemoryFiles } from './files.ts';

export const daemonJson = '/etc/docker/daemon.json';
export const dropIn = '/etc/systemd/system/docker.service.d/50-dockcfg.conf';
export const unit = 'docker.service';

type Config = { readonly [key: string]: unknown };

/** What the engine's process has in memory. */
interface Running {
  /** as its manager keeps it: on the clock that nobody sets */
  readonly startedAt: number;
  readonly pid: number;
  mirrors: readonly string[];
  insecure: readonly string[];
  readonly httpsProxy: string;
}

/**
 * An engine and its service manager as they behave: it refuses bad files, keeps removed lists on a
 * reload, takes proxies at a start only, reads drop-ins as of the last daemon-reload, and is
 * started three times a minute at most (moby daemon/reload.go; man 5 systemd.unit, StartLimitBurst).
 */
export interface TestEngine {
  readonly services: Services;
  readonly engine: Engine;
  running: Running | null;
  enabled: boolean | null;
  /** times of starts that count against the limit */
  starts: number[];
  /** why it does not come up whatever the files say; null for a healthy one */
  broken: string | null;
  /** reload is answered but never followed */
  deaf: boolean;
  /** its service manager tries again and again instead of giving up */
  loops: boolean;
  /** nobody can read its journal */
  silent: boolean;
  masked: boolean;
  /** an order to it waits for the unit that dockcfg runs in */
  waits: boolean;
  socketActive: boolean;
  readonly orders: string[];
  boot(): void;
  kill(): void;
}

export function createTestEngine(files: MemoryFiles, clock: Clock): TestEngine {
  const journal: { readonly at: number; readonly line: string }[] = [];
  let failed: string | null = null;
  let lastPid = 41;
  let loadedUnit = unitText(files);

  const log = (line: string) => journal.push({ at: clock.now(), line });
  const start = (): string | null => {
    world.starts = world.starts.filter((at) => clock.now() - at < 60_000);
    if (world.starts.length >= 3)
      return fail('start-limit-hit', 'start of the service was attempted too often');
    world.starts.push(clock.now());
    const { config, problem } = readConfig(files, loadedUnit);
    const reason = world.broken ?? problem;
    if (reason !== null) {
      log(/^mkdir/.test(reason) ? reason : `failed to start daemon: ${reason}`);
      log('docker.service: Main process exited, code=exited, status=1/FAILURE');
      return fail(
        'exit-code',
        'Job for docker.service failed because the control process exited with error code.',
      );
    }
    failed = null;
    lastPid += 1;
    world.running = {
      startedAt: clock.monotonic(),
      pid: lastPid,
      mirrors: listOf(config, 'registry-mirrors') ?? flagsOf(loadedUnit),
      insecure: listOf(config, 'insecure-registries') ?? [],
      httpsProxy: /HTTPS_PROXY=([^"]*)/.exec(loadedUnit)?.[1] ?? '',
    };
    return null;
  };
  const fail = (result: string, text: string) => {
    world.running = null;
    failed = result;
    return text;
  };
  const reload = (): string | null => {
    if (!world.running) return 'Unit docker.service is not active.';
    if (world.deaf) return null;
    const { config, problem } = readConfig(files, loadedUnit);
    if (problem !== null) {
      log(`level=error msg="Error reloading configuration" error="${problem}"`);
      return null;
    }
    world.running.mirrors = listOf(config, 'registry-mirrors') ?? world.running.mirrors;
    world.running.insecure = listOf(config, 'insecure-registries') ?? world.running.insecure;
    log('level=info msg="Reloaded configuration"');
    return null;
  };

  const world: TestEngine = {
    running: null,
    enabled: true,
    starts: [],
    broken: null,
    deaf: false,
    loops: false,
    silent: false,
    masked: false,
    waits: false,
    socketActive: false,
    orders: [],
    boot: () => {
      loadedUnit = unitText(files);
      world.starts = [];
      world.running = null;
      if (world.enabled) start();
    },
    kill: () => {
      world.running = null;
    },
    services: {
      state: async (name) =>
        name === unit ? stateOf(world, { failed, clock }) : socketState(world.socketActive),
      holdsUp: async () => world.waits,
      logEnd: async (now) => ({ at: now, cursor: String(journal.length) }),
      journal: async (_unit, since) => {
        const from = since.cursor === null ? null : Number(since.cursor);
        const isNew = ({ at }: { at: number }, index: number) =>
          from === null ? at >= since.at : index >= from;
        return world.silent ? [] : journal.filter(isNew).map((each) => each.line);
      },
      act: async (verb, name) => {
        world.orders.push(name === unit ? verb : `${verb} ${name}`);
        if (name !== unit) return null;
        if (verb === 'reload') return reload();
        if (verb === 'daemon-reload') loadedUnit = unitText(files);
        if (verb === 'reset-failed') world.starts = [];
        if (verb === 'mask' || verb === 'unmask') world.masked = verb === 'mask';
        if (verb === 'start' && world.masked) return 'Unit docker.service is masked.';
        if (verb === 'stop' || verb === 'restart') world.running = null;
        if (verb === 'stop') failed = null;
        return verb === 'start' || verb === 'restart' ? start() : null;
      },
    },
    engine: {
      info: async () =>
        world.running
          ? { kind: 'saw', data: infoOf(world.running), ms: 1 }
          : { kind: 'failed', code: 'ECONNREFUSED', detail: 'connection refused', ms: 1 },
      containers: async () => ({ kind: 'saw', data: [], ms: 1 }),
    },
  };
  return world;
}

function unitText(files: MemoryFiles): string {
  const state = files.files.get(dropIn);
  return state ? new TextDecoder().decode(state.bytes) : '';
}

function flagsOf(text: string): readonly string[] {
  return [...text.matchAll(/--registry-mirror=(\S+)/g)].map((match) => `${match[1]}/`);
}

/** daemon.json as dockerd reads it; the problem is dockerd's own text. */
function readConfig(
  files: MemoryFiles,
  unitOf: string,
): { config: Config; problem: string | null } {
  const state = files.files.get(daemonJson);
  if (!state) return { config: {}, problem: null };
  try {
    const config = JSON.parse(new TextDecoder().decode(state.bytes)) as Config;
    return { config, problem: problemIn(config, unitOf) };
  } catch {
    return { config: {}, problem: 'unable to configure the Docker daemon with file' };
  }
}

const known = new Set(['registry-mirrors', 'insecure-registries', 'log-level', 'data-root']);

function problemIn(config: Config, unitOf: string): string | null {
  const unknown = Object.keys(config).filter((key) => !known.has(key));
  if (unknown.length > 0)
    return `the following directives don't match any configuration option: ${unknown.join(', ')}`;
  if (config['registry-mirrors'] && flagsOf(unitOf).length > 0)
    return 'the following directives are specified both as a flag and in the configuration file';
  const dataRoot = config['data-root'];
  if (dataRoot !== undefined) return `mkdir ${dataRoot}: no such file or directory`;
  const mirrors = listOf(config, 'registry-mirrors') ?? [];
  return mirrors.every((each) => each.startsWith('http')) ? null : 'invalid mirror: no scheme';
}

/** Undefined where the file does not have the list; the engine adds a slash to mirrors. */
function listOf(config: Config, key: string): readonly string[] | undefined {
  const list = config[key] as readonly string[] | undefined;
  return key === 'registry-mirrors' ? list?.map((each) => `${each.replace(/\/$/, '')}/`) : list;
}

const nothing = { sub: '', mainPid: null, startedAt: null } as const;

function socketState(active: boolean): ServiceState {
  const state = active ? 'active' : 'inactive';
  return { ...nothing, active: state, result: 'success', enabled: null, masked: false };
}

function stateOf(
  world: TestEngine,
  { failed, clock }: { readonly failed: string | null; readonly clock: Clock },
): ServiceState {
  const { running, enabled, masked, loops } = world;
  const down = loops ? 'activating' : 'failed';
  const stopped = failed ? down : 'inactive';
  return {
    ...nothing,
    active: running ? 'active' : stopped,
    result: failed ?? 'success',
    enabled,
    masked,
    mainPid: running?.pid ?? null,
    restarts: failed && loops ? 2 : 0,
    startedAt: running && clock.now() - (clock.monotonic() - running.startedAt),
  };
}

export function infoOf(running: Pick<Running, 'mirrors' | 'insecure' | 'httpsProxy'>): EngineInfo {
  const { mirrors, insecure, httpsProxy } = running;
  return infoWith({ mirrors, insecure, httpsProxy });
}
