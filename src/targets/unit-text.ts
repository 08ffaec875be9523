import type { HostFacts } from '../domain/facts.ts';
import { parseFlags } from '../formats/flags.ts';
import { engineAt } from '../formats/start-script.ts';
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

/**
 * Whether flags of the engine stand in a variable, by itself as a word of the command line; one
 * that is the value of a flag (`--registry-mirror $MIRROR`) holds none.
 */
export function holdsFlags(facts: HostFacts, name: string): boolean {
  return (unitOf(facts)?.execStart ?? []).some(({ words }) => {
    const behind = words.slice(Math.max(0, engineAt(words)) + 1);
    const text = behind.map((word) => `"${word.replace(/["\\]/g, '\\$&')}"`).join(' ');
    return parseFlags(text).strays.some((stray) => namedBy(stray.text) === name);
  });
}

function namedBy(word: string): string | null {
  return /^\$(?:\{(\w+)\}|(\w+))$/.exec(word)?.slice(1).find(Boolean) ?? null;
}

/** Environment files of the unit among some paths, in the order in which it reads them. */
export function environmentFilesAmong(
  facts: HostFacts,
  paths: readonly string[],
): readonly string[] {
  const read = facts.unit?.environmentFiles.map((file) => file.path) ?? [];
  return read.filter((path) => paths.includes(path));
}
