import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import { damagedFlags } from '../../targets/flag-damage.ts';
import { isPackaged, isShared } from '../../targets/packaged.ts';
import { isProxyKey, proxyKeyOf } from '../../targets/proxy-keys.ts';
import { currentOf } from '../placement/current.ts';
import { isSatisfied } from '../placement/engine-keys.ts';
import { hiddenFlags, hiddenOrigin } from '../placement/hidden-flags.ts';
import { isEngineKey } from '../placement/placement.ts';
import type { Want } from '../placement/wants.ts';
import { placeText } from '../placement/words.ts';
import { at, said } from './words.ts';

/**
 * A plan whose files would not have the last word is none: a drop-in of a package, or one made anew
 * at each boot, can come after dockcfg's own and set the same thing; `UnsetEnvironment=` takes away
 * whatever sets a variable; and what a script gives the engine as a flag may not be in a file, too.
 * @param after the facts with the plan's changes made
 * @throws Failure needsDecision naming the place that overrules
 */
export function refuseOverruled(wants: readonly Want[], after: HostFacts): void {
  const current = currentOf(after);
  const hidden = hiddenFlags(after);
  for (const want of wants) {
    if (!isEngineKey(want) && !isProxyKey(want.key)) continue;
    if (hidden.includes(want.key))
      throw new Failure(
        'needsDecision',
        said.hiddenFlag(want.key, placeText(hiddenOrigin(after, want.key)).en),
      );
    const held = current.held(want.key);
    if (isSatisfied(want, held.value) && !held.duplicated) continue;
    const command = after.unit?.environment.find(
      ({ name, byCommand }) => byCommand && proxyKeyOf(name) === want.key,
    );
    if (command)
      throw new Failure('needsDecision', said.setByCommand(command.name, command.origin));
    const shared = held.settings.findLast(({ origin }) => isShared(origin.path))?.origin;
    if (shared) throw new Failure('needsDecision', said.setForAll(want.key, shared));
    const place = held.settings.findLast(({ origin }) => isPackaged(origin.path))?.origin;
    const why = place ? said.overruled(want.key, place) : said.withoutEffect(want.key);
    throw new Failure('needsDecision', why);
  }
}

/**
 * What a plan would break: a variable that the unit hands on as one word can hold one flag only.
 * @throws Failure needsDecision naming the place
 */
export function refuseDamaged(before: HostFacts, after: HostFacts): void {
  const known = damagedFlags(before).map(({ path, line }) => `${path}:${line}`);
  const damaged = damagedFlags(after).find(({ path, line }) => !known.includes(`${path}:${line}`));
  if (!damaged) return;
  const place = at(damaged.path, { line: damaged.line });
  throw new Failure(
    'needsDecision',
    said.existingFatal(place, damaged.problem, said.brokenByHand()),
  );
}
