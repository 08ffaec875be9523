/** Which of the engine's two pull implementations is at work. */
export type Store = 'classic' | 'containerd';

/** A dockerd release, e.g. `28.5.2`, `20.10.24+dfsg1`, `1.13.1`. */
export interface EngineVersion {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** the Go 1.N it was built with, where it has told: distributions take newer ones than Docker */
  readonly goMinor?: number;
}

/** What decides how a pull works: everything domain/ rules ask about an engine. */
export interface EngineIdentity {
  /** null: could not be learned; rules then use the newest classic engine's and say so */
  readonly version: EngineVersion | null;
  readonly store: Store | null;
  /** the projectatomic 1.13 fork (ADD_REGISTRY, BLOCK_REGISTRY) */
  readonly fork: 'projectatomic' | null;
  /** what it pulls for, `linux/amd64`, where it has told */
  readonly platform?: string;
}

/** Reads the first `major.minor[.patch]` of a version text; null when there is none. */
export function parseEngineVersion(text: string): EngineVersion | null {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (!match) return null;
  const [, major, minor, patch] = match;
  return {
    text: text.trim(),
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch ?? 0),
  };
}

/** Whether a version is the given `major.minor[.patch]` or later. */
export function isAtLeast(version: EngineVersion, floor: string): boolean {
  const [major = 0, minor = 0, patch = 0] = floor.split('.').map(Number);
  if (version.major !== major) return version.major > major;
  if (version.minor !== minor) return version.minor > minor;
  return version.patch >= patch;
}
