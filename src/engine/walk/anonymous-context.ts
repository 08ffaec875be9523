import { type LookSetting, type WalkContext, walkContext } from './context.ts';
import { type ResolverOptions, sharedResolver } from './shared-resolver.ts';

/** A context for walks that offer nobody's login, with a resolver of their own. */
export function anonymousContext(setting: LookSetting, options: ResolverOptions): WalkContext {
  const { facts, ports, signal } = setting;
  return walkContext(setting, sharedResolver(facts, { ports, signal, options }).resolve);
}
