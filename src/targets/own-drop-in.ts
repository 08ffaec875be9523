import type { HostFacts } from '../domain/facts.ts';
import { editLines } from '../formats/drop-in.ts';
import { parseUnit } from '../formats/systemd/parse.ts';

/** The one drop-in that is dockcfg's; null where the service manager knows none. */
export function ownDropIn(facts: Pick<HostFacts, 'layout'>): string | null {
  return facts.layout.dropInDir && `${facts.layout.dropInDir}/50-dockcfg.conf`;
}

const heading = '# Written by dockcfg; `dockcfg history` tells when and why.\n';

/** The drop-in's text with its heading; empty, which means no file, when it says nothing more. */
export function tidied(text: string): string | null {
  if (parseUnit(text).assignments.length === 0) return null;
  return text.startsWith(heading) ? text : heading + text;
}

/**
 * Adds or drops the reference to an environment file. The dash makes it optional: a lost file
 * must not keep the engine from starting.
 */
export function withEnvironmentFile(text: string, path: string, wanted: boolean): string {
  const line = `-${path}`;
  const present = valuesOf(text, 'EnvironmentFile');
  const others = present.filter((value) => value !== line);
  if (wanted === present.includes(line)) return text;
  return editLines(text, 'EnvironmentFile', wanted ? [...others, line] : others);
}

/** Makes exactly the `unset` ones of some variables be taken away from the environment. */
export function withUnset(
  text: string,
  names: readonly string[],
  unset: readonly string[],
): string {
  const present = valuesOf(text, 'UnsetEnvironment');
  const others = present.filter((value) => !names.includes(value));
  const wanted = [...others, ...unset];
  return wanted.join() === present.join() ? text : editLines(text, 'UnsetEnvironment', wanted);
}

function valuesOf(text: string, key: string): readonly string[] {
  return parseUnit(text)
    .assignments.filter((one) => one.section === 'Service' && one.key === key)
    .map((one) => one.value);
}
