import type { HostFacts } from '../../domain/facts.ts';
import type { Deed } from '../../domain/finding.ts';
import type { EffectChange, EffectName, FileChange, ServiceAction } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import { cacheWords } from '../cache/words.ts';
import { canBuildInTree } from './trust.ts';
import { said } from './words.ts';

/**
 * What has to happen beside the files: systemd reads units again, the trust store is built anew.
 * In a tree that is not running only the trust store is built, by the tree's own program.
 */
export function effectsOf(
  changes: readonly FileChange[],
  facts: HostFacts,
  { action, deeds, staleTrust }: EffectCauses,
): readonly EffectChange[] {
  const trust = staleTrust || changes.some((change) => change.target === 'system-trust');
  if (!facts.live) return trust && canBuildInTree(facts) ? [effectChange('update-trust')] : [];
  const stale = facts.unit?.needsDaemonReload === true && action === 'restart';
  const caused: { readonly [E in EffectName]: boolean } = {
    'update-trust': trust,
    'daemon-reload': stale || changes.some((change) => isUnitFile(change, facts)),
    unmask: false,
    'cache-service': false,
  };
  return (Object.keys(caused) as EffectName[])
    .filter((name) => caused[name] || deeds.some((deed) => asksFor(deed, name)))
    .map(effectChange);
}

interface EffectCauses {
  readonly action: ServiceAction;
  readonly deeds: readonly Deed[];
  /** the system's CA bundle lacks what is wished for */
  readonly staleTrust: boolean;
}

function effectChange(effect: EffectName): EffectChange {
  return { kind: 'effect', effect, because: [reasonFor[effect]()] };
}

function asksFor(deed: Deed, name: EffectName): boolean {
  return deed.kind === 'effect' && deed.effect === name;
}

const reasonFor: { readonly [E in EffectName]: () => Said } = {
  'update-trust': () => said.rebuildTrust(),
  'daemon-reload': () => said.rereadUnits(),
  unmask: () => said.unmasks(),
  'cache-service': () => cacheWords.starts(),
};

/** An environment file's content is read at every start anyway. */
function isUnitFile({ path }: FileChange, { unit, layout }: HostFacts): boolean {
  const inDropIns = layout.dropInDir !== null && path.startsWith(`${layout.dropInDir}/`);
  return inDropIns || (unit?.files.includes(path) ?? false);
}
