import type { HostFacts } from '../domain/facts.ts';
import { type TrustStore, trustStores } from '../domain/trust-stores.ts';
import { stands } from './text.ts';

/** The way of this host; null where none is installed. */
export function trustStore(facts: Pick<HostFacts, 'files'>): TrustStore | null {
  return trustStores.find((store) => store.marks.some((mark) => stands(facts, mark))) ?? null;
}
