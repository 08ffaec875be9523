import type { HostFacts } from '../domain/facts.ts';
import { goMinorOf } from '../domain/go-version.ts';

/** Go 1.N of the engine the evidence is about. */
export function goMinorIn({ engine, info }: HostFacts): number {
  const told = info?.raw.GoVersion;
  return goMinorOf(engine.version, typeof told === 'string' ? told : null);
}
