import type { HostFacts } from '../../domain/facts.ts';
import type { Json } from '../../domain/json.ts';
import { shownBy } from '../transact/verify.ts';

/** What the running engine has for a key; undefined where it does not say. */
export function runningValue(facts: HostFacts, key: string): Json | undefined {
  if (!facts.info) return undefined;
  return shownBy(facts.info, [{ key, value: null }])[0]?.value;
}

/** Docker's own key; what belongs to one registry or to the client is named with it. */
export function nameOf(key: string, subject: string | null): string {
  if (subject !== null) return `registries.${subject}.${key}`;
  return key.replace(/^client-(?=(?:http|https|no)-proxy$)/, 'client-proxies.');
}
