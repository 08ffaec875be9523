import { type EngineVersion, isAtLeast } from './engine.ts';

/**
 * The Go an engine release was first built with (GO_VERSION in moby's Dockerfile at each tag).
 * Distributions build with newer ones; where the engine tells its own, that is used instead.
 */
const builtWith: readonly (readonly [engine: string, go: number])[] = [
  ['29.4', 26],
  ['29.0', 25],
  ['28.2', 24],
  ['28.0', 23],
  ['27.3', 22],
  ['25.0', 21],
  ['24.0', 20],
  ['23.0', 19],
  ['20.10.25', 20],
  ['20.10.24', 19],
  ['20.10.18', 18],
  ['20.10.15', 17],
  ['20.10.8', 16],
  ['19.3', 13],
  ['18.9', 11],
];

/**
 * Go 1.N of this engine; an unknown engine is taken for a current one.
 * @param told what the engine says itself, `go1.24.4`
 */
export function goMinorOf(version: EngineVersion | null, told: string | null = null): number {
  const match = /^go1\.(\d+)/.exec(told ?? '');
  if (match) return Number(match[1]);
  if (!version) return builtWith[0]?.[1] ?? 26;
  if (version.goMinor !== undefined) return version.goMinor;
  return builtWith.find(([engine]) => isAtLeast(version, engine))?.[1] ?? 7;
}

/**
 * Whether an engine keeps the leniency of old Go releases whatever Go built it. Debian builds
 * without modules, and then GODEBUG has the defaults of Go 1.16: x509negativeserial=1 among them
 * (cmd/go internal/load/godebug.go; read from the binary of 28.5.2+dfsg4, and measured there and
 * on 26.1.5+dfsg1).
 */
export function isLenientBuild(version: EngineVersion | null): boolean {
  return version !== null && /\+dfsg/.test(version.text);
}

/**
 * Whether an engine offers the key exchange against quantum computers, which makes its first
 * message too large for one packet. It comes with Go 1.24, and only for modules that say so:
 * moby's said an older Go until 29.0, and a build without modules says none (go.dev/doc/godebug,
 * tlsmlkem; the first message of Debian's 26.1.5 and 28.5.2 is of 290 bytes at most).
 */
export function isQuantumSafe(version: EngineVersion | null, goMinor: number): boolean {
  if (goMinor < 24 || isLenientBuild(version)) return false;
  return version === null || isAtLeast(version, '29.0');
}
