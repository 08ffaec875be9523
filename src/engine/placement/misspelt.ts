import type { HostFacts } from '../../domain/facts.ts';
import { checkNames } from '../../domain/key-check.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';

/** Values that a misspelt name was meant to give a list; merging wishes build on them. */
export function misspeltList(facts: HostFacts, key: string): readonly string[] {
  const document = daemonDocument(facts);
  if (document.kind === 'broken') return [];
  return checkNames(document.values, facts.engine)
    .filter(({ verdict }) => verdict.kind === 'ignored' && verdict.use === key)
    .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === 'string');
}
