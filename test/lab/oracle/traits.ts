/** What an engine can be given at all: what it would not start with is no case. */
import { isAtLeast, parseEngineVersion } from '../../../src/domain/engine.ts';
import type { Store } from '../suites.ts';

export interface Traits {
  readonly store: Store;
  /** Mirrors may have a path (24.0.8, 25.0). */
  readonly mirrorPaths: boolean;
  /** daemon.json has `proxies` (23.0). */
  readonly jsonProxies: boolean;
}

export function traitsOf(version: string, store: Store): Traits {
  const parsed = parseEngineVersion(version);
  const from = (release: string) => parsed !== null && isAtLeast(parsed, release);
  return { store, mirrorPaths: from('24.0.8'), jsonProxies: from('23.0') };
}
