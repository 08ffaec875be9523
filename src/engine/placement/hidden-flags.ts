import type { HostFacts, Origin } from '../../domain/facts.ts';
import { parseFlags } from '../../formats/flags.ts';
import { keyOfFlag } from '../../targets/flag-values.ts';

/** Keys given as flags to the engine that runs now, whatever its unit says by now. */
export function runningFlags({ process }: Pick<HostFacts, 'process'>): readonly string[] {
  const argv = process?.argv.slice(1) ?? [];
  const text = argv.map((word) => `"${word.replace(/["\\]/g, '\\$&')}"`).join(' ');
  return parseFlags(text)
    .flags.map((flag) => keyOfFlag(flag.name))
    .filter((key) => key !== null);
}

/**
 * Keys that a program between the service and the engine adds as flags: a script of the
 * administrator's, whose text nobody can edit safely. A unit that starts the engine itself hides
 * nothing, though it may have been edited since.
 */
export function hiddenFlags({ process, unit }: HostFacts): readonly string[] {
  if (!unit?.starter) return [];
  const seen = unit.flags.map(({ name }) => keyOfFlag(name));
  const spelt = unit.starter.flags.map(({ name }) => keyOfFlag(name)).filter((key) => key !== null);
  const given = unit.starter.certain ? spelt : [...spelt, ...runningFlags({ process })];
  return [...new Set(given)].filter((key) => !seen.includes(key));
}

/** Where such a flag is spelt; the program where that is not known closer. */
export function hiddenOrigin({ unit }: Pick<HostFacts, 'unit'>, key: string): Origin {
  const flag = unit?.starter?.flags.find(({ name }) => keyOfFlag(name) === key);
  return flag?.origin ?? { kind: 'flag', path: unit?.starter?.program ?? null, line: null };
}
