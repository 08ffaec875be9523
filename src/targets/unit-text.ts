import type { HostFacts } from '../domain/facts.ts';
import { type EffectiveUnit, effectiveUnit } from '../formats/systemd-unit.ts';
import { textOf } from './text.ts';

/** The unit as its gathered files say it; null where there is none. */
export function unitOf(facts: HostFacts): EffectiveUnit | null {
  if (!facts.unit) return null;
  const files = facts.unit.files.map((path) => ({ path, text: textOf(facts, path) ?? '' }));
  return effectiveUnit(facts.unit.name, files);
}

/** Whether the unit's command line expands a variable; one that it does not expand does nothing. */
export function expandsVariable(facts: HostFacts, name: string): boolean {
  if (facts.unit?.starter?.variables.includes(name)) return true;
  const words = unitOf(facts)?.execStart.flatMap((command) => command.words) ?? [];
  return words.some((word) => word === `$${name}` || word.includes(`\${${name}}`));
}

/** Environment files of the unit among some paths, in the order in which it reads them. */
export function environmentFilesAmong(
  facts: HostFacts,
  paths: readonly string[],
): readonly string[] {
  const read = facts.unit?.environmentFiles.map((file) => file.path) ?? [];
  return read.filter((path) => paths.includes(path));
}
