import type { HostFacts } from '../../domain/facts.ts';
import type { Json } from '../../domain/json.ts';
import { normalisedMirrors } from '../../domain/mirror-url.ts';
import type { Expectation } from '../../domain/plan.ts';
import { isProxyKey } from '../../targets/proxy-keys.ts';
import { maskedAsEngine } from '../masked.ts';
import { isEngineKey } from '../placement/placement.ts';
import { textsOf, type Want } from '../placement/wants.ts';

/** What `/info` must show once the plan is carried out, spelt as the engine spells it. */
export function expectationsOf(wants: readonly Want[], facts: HostFacts): readonly Expectation[] {
  return wants
    .filter((want) => isEngineKey(want) || (want.subject === null && isProxyKey(want.key)))
    .map(({ key, value }) => ({ key, value: shown(key, value, facts) }));
}

/** The 1.13 engine keeps mirrors as they are written (measured). */
function shown(key: string, value: Json, facts: HostFacts): Json {
  if (value === null) return value;
  if (key === 'registry-mirrors' && facts.engine.fork === null) {
    return normalisedMirrors(textsOf(value));
  }
  return isProxyKey(key) && typeof value === 'string' ? maskedAsEngine(value) : value;
}
