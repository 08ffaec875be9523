import type { HostFacts } from '../../domain/facts.ts';
import { isLenientBuild } from '../../domain/go-version.ts';
import type { EngineView } from '../../domain/view.ts';
import {
  accentFor,
  type DiagnosePorts,
  goMinorFor,
  platformOf,
  trustPools,
  type WalkContext,
} from './context.ts';
import { type ResolverOptions, sharedResolver } from './shared-resolver.ts';

/** What a look at the network goes by: the host as gathered, and the world outside. */
export interface LookSetting {
  readonly facts: HostFacts;
  readonly view: EngineView;
  readonly ports: DiagnosePorts;
  readonly signal: AbortSignal;
}

/** A context for walks that offer nobody's login. */
export function anonymousContext(
  { facts, view, ports, signal }: LookSetting,
  options: ResolverOptions,
): WalkContext {
  const resolver = sharedResolver(facts, { ports, signal, options });
  return {
    ports,
    view,
    signal,
    resolve: resolver.resolve,
    pool: trustPools(),
    goMinor: goMinorFor(facts),
    lenient: isLenientBuild(facts.engine.version),
    accent: accentFor(facts),
    platform: platformOf(facts),
    loginFor: () => null,
  };
}
