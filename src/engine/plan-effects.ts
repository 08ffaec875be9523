import type { HostFacts } from '../domain/facts.ts';
import type { EffectChange, FileChange, ServiceAction } from '../domain/plan.ts';
import { said } from './plan-words.ts';

/**
 * What has to happen beside the files: systemd reads units again, the trust store is built anew.
 * A tree that is not running gets neither.
 */
export function effectsOf(
  changes: readonly FileChange[],
  facts: HostFacts,
  action: ServiceAction,
): readonly EffectChange[] {
  if (!facts.live) return [];
  const effects: EffectChange[] = [];
  if (changes.some((change) => change.target === 'system-trust')) {
    effects.push({ kind: 'effect', effect: 'update-trust', because: [said.rebuildTrust()] });
  }
  const stale = facts.unit?.needsDaemonReload === true && action === 'restart';
  if (stale || changes.some((change) => isUnitFile(change, facts))) {
    effects.push({ kind: 'effect', effect: 'daemon-reload', because: [said.rereadUnits()] });
  }
  return effects;
}

/** An environment file's content is read at every start anyway. */
function isUnitFile({ path }: FileChange, { unit, layout }: HostFacts): boolean {
  const inDropIns = layout.dropInDir !== null && path.startsWith(`${layout.dropInDir}/`);
  return inDropIns || (unit?.files.includes(path) ?? false);
}
