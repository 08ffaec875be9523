import type { FileSnapshot, HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Commands } from '../../ports/commands.ts';
import type { ReadFiles } from '../../ports/files.ts';
import { cachePaths } from './files.ts';
import type { CacheProgram } from './wishes.ts';
import { cacheWords } from './words.ts';

/** Where packages put the registry program, and under which names: Debian's first. */
const programs = [
  '/usr/bin/docker-registry',
  '/usr/bin/registry',
  '/usr/local/bin/docker-registry',
  '/usr/local/bin/registry',
] as const;

/**
 * The registry program to run.
 * @param named what the user said; null to look in the usual places
 * @throws Failure invalidInput where there is none
 */
export async function findProgram(files: ReadFiles, named: string | null): Promise<string> {
  if (named !== null) {
    if (await exists(files, named)) return named;
    throw new Failure('invalidInput', cacheWords.noSuchProgram(named));
  }
  for (const path of programs) if (await exists(files, path)) return path;
  throw new Failure('invalidInput', cacheWords.noProgram());
}

/** Where packages put Docker's command line program. */
const dockers = ['/usr/bin/docker', '/usr/local/bin/docker'] as const;

/** The engine answers at once, or is not there. */
const imageDeadlineMs = 10_000;

/**
 * What runs the cache in a container, of an image that the engine has: the cache must start
 * without what it caches.
 * @throws Failure invalidInput where there is no such image, or no docker command
 */
export async function findContainer(
  image: string,
  { facts, files, commands }: ContainerSearch,
): Promise<CacheProgram> {
  let docker: string | null = null;
  for (const path of dockers) if (docker === null && (await exists(files, path))) docker = path;
  if (docker === null) throw new Failure('invalidInput', cacheWords.noDocker());
  const unit = facts.layout.serviceName;
  if (facts.live) {
    const argv = [docker, 'image', 'inspect', '--format', '{{.Id}}', image] as const;
    const { exitCode } = await commands.run(argv, { deadlineMs: imageDeadlineMs });
    if (exitCode !== 0) throw new Failure('invalidInput', cacheWords.imageNotHere(image));
  }
  return { kind: 'container', image, docker, unit };
}

export interface ContainerSearch {
  readonly facts: HostFacts;
  readonly files: ReadFiles;
  readonly commands: Commands;
}

/** By its name in the folder: the program itself is many megabytes that nobody needs to read. */
async function exists(files: ReadFiles, path: string): Promise<boolean> {
  const slash = path.lastIndexOf('/');
  const names = await files.list(path.slice(0, slash) || '/');
  return names.includes(path.slice(slash + 1));
}

/** systemd 235 brought StateDirectory= for users it makes up, 247 LoadCredential=. */
const leastSystemd = 235;
const leastForTls = 247;
/** It prints what it was built with. */
const versionDeadlineMs = 10_000;

/**
 * Refuses a host that cannot run the cache. A tree that is not running is taken at its word.
 * @throws Failure invalidInput
 */
export async function refuseUnfitHost(
  facts: HostFacts,
  commands: Commands,
  { tls }: { readonly tls: boolean },
): Promise<void> {
  if (!facts.live) return;
  if (facts.serviceManager !== 'systemd')
    throw new Failure('invalidInput', cacheWords.needsSystemd());
  const argv = ['systemctl', '--version'] as const;
  const { stdout } = await commands.run(argv, { deadlineMs: versionDeadlineMs });
  const version = Number(/^systemd (\d+)/.exec(stdout)?.[1] ?? 0);
  const least = tls ? leastForTls : leastSystemd;
  if (version < least) throw new Failure('invalidInput', cacheWords.oldSystemd(version, least));
}

/** The facts with the cache's own files, which nothing else asks for. */
export async function withCacheFiles(facts: HostFacts, files: ReadFiles): Promise<HostFacts> {
  const read = await Promise.all(Object.values(cachePaths).map((path) => files.snapshot(path)));
  const seen = new Map<string, FileSnapshot>(facts.files);
  for (const snapshot of read) seen.set(snapshot.path, snapshot);
  return { ...facts, files: seen };
}
