import {
  type EngineIdentity,
  type EngineVersion,
  isAtLeast,
  parseEngineVersion,
  type Store,
} from '../../domain/engine.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { Said } from '../../domain/said.ts';
import type { Commands } from '../../ports/commands.ts';
import { daemonValue } from '../../targets/daemon-json.ts';
import { stands } from '../../targets/text.ts';
import { pidFile } from './process.ts';
import { type EngineOverride, packageDatabases, packagedVersion } from './version.ts';
import { rpmDatabase, storeGuessed, versionUnknown } from './words.ts';

export interface Identified {
  readonly engine: EngineIdentity;
  readonly notes: readonly Said[];
}

/** The database itself is binary and large; that there is one is all that is asked. */
const rpmDatabases = ['/var/lib/rpm', '/usr/lib/sysimage/rpm'];

/** Traces a graphdriver leaves in the data root (moby daemon/image_store_choice.go). */
const graphdriverTraces = [
  'overlay2',
  'fuse-overlayfs',
  'btrfs',
  'zfs',
  'vfs',
  'overlay',
  'aufs',
  'devicemapper',
];
const defaultDataRoot = '/var/lib/docker';

/** What to read in order to know the engine; a running one is asked instead of its package. */
export function identityPaths(live: boolean): readonly string[] {
  return live ? [pidFile] : [...packageDatabases, ...rpmDatabases];
}

/** Where a graphdriver leaves its traces; known once daemon.json has been read. */
export function imagesFolder(facts: HostFacts): string {
  const root = daemonValue(facts, 'data-root') ?? flagValue(facts, 'data-root');
  return `${typeof root === 'string' && root !== '' ? root : defaultDataRoot}/image/`;
}

/**
 * Which engine this is. In order: what the user says, what the engine says, what its package
 * says, what its binary says.
 */
export async function identify(
  commands: Commands,
  facts: HostFacts,
  override: EngineOverride | undefined,
): Promise<Identified> {
  const version =
    override?.version ??
    parseEngineVersion(facts.info?.version ?? '') ??
    packagedVersion(facts) ??
    (facts.live ? await askBinary(commands, facts) : null);
  const store = override?.store ?? facts.info?.store ?? storeByRule(facts, version);
  return {
    engine: { version, store, fork: isFork(facts) ? 'projectatomic' : null },
    notes: notesOn(facts, version, store),
  };
}

/** dockerd prints its version at once; a binary that does not is not worth waiting for. */
const binaryDeadlineMs = 3_000;

async function askBinary(commands: Commands, facts: HostFacts): Promise<EngineVersion | null> {
  const program = facts.unit?.argv[0] ?? 'dockerd';
  // the rootless script would start an engine, whatever it is asked
  const argv0 = /\/dockerd(?:-current)?$/.test(program) ? program : 'dockerd';
  const result = await commands.run([argv0, '--version'], { deadlineMs: binaryDeadlineMs });
  // `Docker version 26.1.5+dfsg1, build 411e817`
  const [, version] = /version ([^,\s]+)/.exec(result.stdout) ?? [];
  return result.exitCode === 0 && version ? parseEngineVersion(version) : null;
}

/**
 * The store an engine would choose when it starts: `features.containerd-snapshotter` decides, else
 * a fresh install takes the containerd store from 29.0, and a data root that already holds a
 * graphdriver, or a named graphdriver, stays classic (moby daemon/image_store_choice.go).
 */
function storeByRule(facts: HostFacts, version: EngineVersion | null): Store | null {
  const features = daemonValue(facts, 'features');
  const wish = isRecord(features) ? features['containerd-snapshotter'] : undefined;
  if (typeof wish === 'boolean') return wish ? 'containerd' : 'classic';
  if (version === null) return null;
  if (!isAtLeast(version, '29.0')) return 'classic';
  const driver = daemonValue(facts, 'storage-driver') ?? flagValue(facts, 'storage-driver');
  if (typeof driver === 'string' && graphdriverTraces.includes(driver)) return 'classic';
  const images = facts.directories.get(imagesFolder(facts)) ?? [];
  return images.some((name) => graphdriverTraces.includes(name)) ? 'classic' : 'containerd';
}

function flagValue(facts: HostFacts, name: string): string | null {
  return facts.unit?.flags.findLast((flag) => flag.name === name)?.value ?? null;
}

function isFork(facts: HostFacts): boolean {
  return facts.flavour === 'rhel-1.13';
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notesOn(
  facts: HostFacts,
  version: EngineVersion | null,
  store: Store | null,
): readonly Said[] {
  if (version === null) {
    const rpm = rpmDatabases.some((path) => stands(facts, path));
    return [rpm ? rpmDatabase() : versionUnknown(facts.root)];
  }
  return store === null ? [storeGuessed()] : [];
}
