import type { HostFacts, Origin } from '../../domain/facts.ts';
import { daemonDocument, pathOf } from '../../targets/daemon-json.ts';

/** Where daemon.json says a key before it says it again: the engine takes the last of them. */
export function saidBefore(facts: HostFacts, key: string): readonly Origin[] {
  const document = daemonDocument(facts);
  if (document.kind === 'broken' || document.duplicates.length === 0) return [];
  const wanted = pathOf(key).join('/');
  const found = document.duplicates.find(({ path }) => path.join('/') === wanted);
  const path = facts.layout.daemonJson;
  return (found?.places ?? []).slice(0, -1).map(({ line }) => ({ kind: 'file', path, line }));
}
