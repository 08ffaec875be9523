import {
  type EngineIdentity,
  type EngineVersion,
  parseEngineVersion,
} from '../../domain/engine.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import { textOf } from '../../targets/text.ts';
import { badEngineOverride } from './words.ts';

/** `--engine VERSION[,STORE]`: what to assume of an engine that cannot be asked. */
export interface EngineOverride {
  readonly version: EngineVersion;
  readonly store: EngineIdentity['store'];
}

/** @throws Failure usage when it is not `VERSION[,classic|containerd]` */
export function parseEngineOverride(text: string): EngineOverride {
  const [versionText = '', store, ...rest] = text.split(',').map((part) => part.trim());
  const version = /^v?\d+\.\d+/.test(versionText) ? parseEngineVersion(versionText) : null;
  const knownStore = store === undefined || store === 'classic' || store === 'containerd';
  if (!version || !knownStore || rest.length > 0) {
    throw new Failure('usage', badEngineOverride(text));
  }
  return { version, store: store ?? null };
}

/** Packages that carry dockerd, with the name each packager gives them. */
const packages = ['docker-ce', 'docker.io', 'moby-engine', 'docker', 'docker-engine'];

/** Where package managers that keep text write down what is installed. */
export const packageDatabases: readonly string[] = [
  '/var/lib/dpkg/status',
  '/lib/apk/db/installed',
  '/var/lib/pacman/local/',
  '/snap/docker/current/meta/snap.yaml',
];

/**
 * Learns the engine's version from a tree's package database.
 * @returns null when there is none, or when it is rpm's (a binary database that only rpm reads)
 */
export function packagedVersion(
  facts: Pick<HostFacts, 'files' | 'directories'>,
): EngineVersion | null {
  const found =
    fromStanzas(textOf(facts, '/var/lib/dpkg/status'), /^Package: (.+)$/m, /^Version: (.+)$/m) ??
    fromStanzas(textOf(facts, '/lib/apk/db/installed'), /^P:(.+)$/m, /^V:(.+)$/m) ??
    fromPacman(facts.directories.get('/var/lib/pacman/local/') ?? []) ??
    snapVersion.exec(textOf(facts, '/snap/docker/current/meta/snap.yaml') ?? '')?.[1];
  return found ? parseEngineVersion(withoutEpoch(found)) : null;
}

const snapVersion = /^version: *['"]?([^'"\n]+)/m;

/** dpkg and apk both keep one stanza a package, parted by empty lines. */
function fromStanzas(text: string | null, name: RegExp, version: RegExp): string | undefined {
  const stanza = text
    ?.split('\n\n')
    .filter((each) => packages.includes(name.exec(each)?.[1] ?? ''))
    .find((each) => !/^Status: .*(?:not-installed|config-files)$/m.test(each));
  return stanza ? version.exec(stanza)?.[1] : undefined;
}

/** pacman keeps one directory a package, `docker-1:28.5.2-1`. */
function fromPacman(names: readonly string[]): string | undefined {
  return names.map((name) => /^docker-((?:\d+:)?\d[^-]*)-\d/.exec(name)?.[1]).find(Boolean);
}

/** `5:28.5.2-1~debian.12` → `28.5.2-1~debian.12`: an epoch is the packager's, not the engine's. */
function withoutEpoch(version: string): string {
  return version.replace(/^\d+:/, '');
}
