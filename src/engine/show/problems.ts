import type { HostFacts } from '../../domain/facts.ts';
import type { Said } from '../../domain/said.ts';
import { isDenied, unreadable } from '../../targets/change.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { damagedFlags } from '../../targets/flag-damage.ts';
import { currentOf } from '../placement/current.ts';
import { refusedIn } from '../plan/existing.ts';

/** Something in a file that keeps the engine from starting the next time. */
export interface Problem {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  /** the key it is about; null: whatever stands on that line */
  readonly key: string | null;
  /** what is wrong; of a broken file also its lines with a caret */
  readonly said: Said;
}

/** Everything on this host with which its engine does not start, but flags that meet keys. */
export function problemsOn(facts: HostFacts): readonly Problem[] {
  return [...inDaemonJson(facts), ...inFlags(facts)];
}

function inDaemonJson(facts: HostFacts): readonly Problem[] {
  const path = facts.layout.daemonJson;
  const state = facts.files.get(path)?.state;
  if (state?.kind === 'unreadable' && !isDenied(state.code)) {
    return [{ path, line: null, column: null, key: null, said: unreadable(path, state.code) }];
  }
  const document = daemonDocument(facts);
  if (document.kind === 'broken') {
    const { line, column, reason: said } = document;
    return [{ path, line, column, key: null, said }];
  }
  return refusedIn(currentOf(facts)).map((wrong) => {
    const { line = null, column = null } = document.at(wrong.path) ?? {};
    const [key = null] = wrong.path;
    return { path, line, column, key, said: wrong.problem };
  });
}

function inFlags(facts: HostFacts): readonly Problem[] {
  return damagedFlags(facts).map(({ path, line, problem: said }) => ({
    path,
    line,
    column: null,
    key: null,
    said,
  }));
}
