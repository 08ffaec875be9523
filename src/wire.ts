import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createBootGuard } from './adapters/boot-guard.ts';
import { createDiskJournal } from './adapters/disk-journal.ts';
import { createDockerSocket } from './adapters/docker-socket.ts';
import { createFlockLock } from './adapters/flock-lock.ts';
import { createNoServices } from './adapters/no-services.ts';
import { nodeDisks } from './adapters/node-disks.ts';
import { createNodeFiles } from './adapters/node-files.ts';
import { nodeNetwork } from './adapters/node-network.ts';
import { createNodeProcesses } from './adapters/node-processes.ts';
import { createOpenrcServices } from './adapters/openrc-services.ts';
import { createCommands } from './adapters/spawn-commands.ts';
import { stateDirectoryOf } from './adapters/state-directory.ts';
import { createSystemClock } from './adapters/system-clock.ts';
import { createSystemdServices } from './adapters/systemd-services.ts';
import { createSysvServices } from './adapters/sysv-services.ts';
import type { ServiceManager } from './domain/facts.ts';
import { Failure } from './domain/failure.ts';
import type { Commands } from './ports/commands.ts';
import type { Services } from './ports/services.ts';
import type { NamedFile, Place, Ports } from './ui/cli/outside.ts';
import { say } from './ui/words/index.ts';

/**
 * Makes every port real for one host: this machine, or a tree that stands for another.
 * @throws Failure invalidInput when the root is not a folder
 */
export function wire(place: Place): Ports {
  const root = realRoot(place.root);
  const commands = createCommands();
  const stateDir = stateDirectoryOf(root);
  return {
    root,
    files: createNodeFiles(root, commands),
    commands,
    services: managers[root === '/' ? likelyManager() : 'none'](commands),
    servicesOf: (manager) => managers[manager](commands),
    engine: createDockerSocket(),
    journal: createDiskJournal(stateDir),
    lock: createFlockLock(stateDir, place),
    clock: createSystemClock(),
    guard: root === '/' ? createBootGuard(guardPlaces(stateDir), template) : noGuard,
    disks: nodeDisks,
    processes: createNodeProcesses((tree) => createNodeFiles(tree, commands)),
    network: nodeNetwork,
    registry: lateRegistry,
    puller: latePuller,
    template,
  };
}

/** A tree does not boot, and this machine's units are none of its business. */
const noGuard: Ports['guard'] = { arm: async () => null, disarm: async () => {} };

function realRoot(root: string): string {
  try {
    const real = realpathSync.native(root);
    if (statSync(real).isDirectory()) return real;
  } catch {
    // said below, whatever the system called it
  }
  throw new Failure(
    'invalidInput',
    say((words) => words.usage.noSuchRoot(root)),
  );
}

/** Only the doctor speaks HTTP, and undici weighs more than everything else together. */
const lateRegistry: Ports['registry'] = {
  exchange: async (...request) => {
    const { undiciRegistry } = await import('./adapters/undici-registry.ts');
    return undiciRegistry.exchange(...request);
  },
};

/** Only --pull speaks to the engine at length. */
const latePuller: Ports['puller'] = {
  pull: async (...order) => {
    const { enginePuller } = await import('./adapters/engine-pull.ts');
    return enginePuller.pull(...order);
  },
};

const managers: { readonly [M in ServiceManager]: (commands: Commands) => Services } = {
  systemd: (commands) => createSystemdServices(commands, 'system'),
  'systemd-user': (commands) => createSystemdServices(commands, 'user'),
  openrc: createOpenrcServices,
  sysv: createSysvServices,
  snap: (commands) => createSystemdServices(commands, 'system'),
  none: createNoServices,
};

/** sd_booted(3): the directory exists where systemd is the system's own manager. */
function likelyManager(): ServiceManager {
  if (existsSync('/run/systemd/system')) return 'systemd';
  return existsSync('/run/openrc') ? 'openrc' : 'sysv';
}

/** Root's engine is guarded by a unit of the system, anybody else's by a unit of their own. */
function guardPlaces(stateDir: string): Parameters<typeof createBootGuard>[0] {
  if (process.getuid?.() === 0) {
    return { stateDir, unitDir: '/etc/systemd/system', manager: 'system' };
  }
  const configHome = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  return { stateDir, unitDir: join(configHome, 'systemd/user'), manager: 'user' };
}

/**
 * templates/ stands beside src/ in a checkout and beside dist/ in the package; the standalone
 * executable has its files inside.
 */
async function template(name: string): Promise<string> {
  const { getAsset, isSea } = await import('node:sea');
  if (isSea()) return getAsset(name, 'utf8');
  return readFile(join(import.meta.dirname, '../templates', name), 'utf8');
}

/**
 * Reads a file that the user named, or standard input for `-`.
 * @returns null when there is more than the limit
 * @throws the system's own error when it cannot be read
 */
export async function readNamed(
  path: string,
  { limit, beside }: NamedFile,
): Promise<Uint8Array | null> {
  if (path === '-' && beside === null) return readAll(process.stdin, limit);
  const folder = beside === null || beside === '-' ? '.' : dirname(beside);
  const file = resolve(folder, path);
  const stat = statSync(file);
  // A stream for what may keep us waiting (a pipe, a terminal, what says size 0 in /proc) and is
  // read to a bound; for a file it would cost more than everything else that is read.
  if (!stat.isFile() || stat.size === 0) return readAll(createReadStream(file), limit);
  return stat.size > limit ? null : readFileSync(file);
}

async function readAll(stream: NodeJS.ReadableStream, limit: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Writes a new file that the user named; only its owner can read it.
 * @throws the system's own error, EEXIST when something stands there
 */
export async function writeNamed(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(resolve(path), content, { flag: 'wx', mode: 0o600 });
}

/** As `gzip` does it. */
export async function compressed(bytes: Uint8Array): Promise<Uint8Array> {
  const { gzip } = await import('node:zlib');
  return promisify(gzip)(bytes);
}
