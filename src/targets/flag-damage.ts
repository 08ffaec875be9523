import type { HostFacts } from '../domain/facts.ts';
import type { FileChange } from '../domain/plan.ts';
import type { Said } from '../domain/said.ts';
import { editVariable } from '../formats/drop-in.ts';
import { parseEnvironmentFile, setVariable } from '../formats/environment-file.ts';
import { parseUnit } from '../formats/systemd/parse.ts';
import { effectiveUnit } from '../formats/systemd-unit.ts';
import { applySplices, type Splice } from '../formats/text.ts';
import { Unwritable } from '../formats/unwritable.ts';
import { fileChange } from './change.ts';
import { damagedCommands } from './command-damage.ts';
import { faultInName, faultsInCommand, faultsInVariable } from './flag-faults.ts';
import { isPackaged } from './packaged.ts';
import { textOf } from './text.ts';
import { expandsVariable, holdsFlags, unitOf } from './unit-text.ts';

/** A word on the engine's command line with which it does not start; or a second such line. */
export interface DamagedFlag {
  readonly path: string;
  readonly line: number;
  readonly problem: Said;
  /** the file with the word put right; null where what was meant is unclear */
  readonly repaired: string | null;
  /** what is meant exempts a registry from checks */
  readonly loosens: boolean;
}

/**
 * Words in environment files and unit files that dockerd refuses: dashes and quotes damaged by
 * copy and paste, a variable that systemd does not expand there, a comment behind a value, flags
 * that are misspelt or of another age.
 */
export function damagedFlags(facts: HostFacts): readonly DamagedFlag[] {
  if (!facts.unit) return [];
  const read = facts.unit.environmentFiles.map((file) => file.path);
  return [
    ...read.filter((path) => !isPackaged(path)).flatMap((path) => inVariables(facts, path)),
    ...facts.unit.files
      .filter((path) => !isPackaged(path))
      .flatMap((path) => [...inUnitVariables(facts, path), ...inCommands(facts, path)]),
    ...inStarter(facts),
    ...damagedCommands(facts),
  ];
}

/** The change that repairs the first damaged word of a file. */
export function repairFlag(facts: HostFacts, damaged: DamagedFlag): readonly FileChange[] {
  if (damaged.repaired === null) return [];
  const target = /\.(?:conf|service)$/.test(damaged.path) ? 'unit-flags' : 'environment-file';
  return fileChange(facts, {
    target,
    path: damaged.path,
    content: damaged.repaired,
    because: [damaged.problem],
  });
}

function inVariables(facts: HostFacts, path: string): readonly DamagedFlag[] {
  const text = textOf(facts, path) ?? '';
  return parseEnvironmentFile(text).assignments.flatMap(({ name, line, systemd }) => {
    if (!systemd || !counts(facts, { name, path, line }) || !isJudged(facts, name)) return [];
    const { value } = systemd;
    return faultsInVariable(value, facts).map(({ problem, splice, loosens }) => {
      const wish = splice && { name, value: put(value, splice), reader: 'systemd' as const };
      const repaired = wish && settled(() => setVariable(text, wish));
      return { path, line, problem, loosens, repaired };
    });
  });
}

/** Variables that Environment= sets for the command line. */
function inUnitVariables(facts: HostFacts, path: string): readonly DamagedFlag[] {
  const text = textOf(facts, path) ?? '';
  const { environment } = effectiveUnit(facts.unit?.name ?? '', [{ path, text }]);
  return environment.flatMap(({ name, value, origin }) => {
    const line = origin.line ?? 1;
    if (!counts(facts, { name, path, line }) || !isJudged(facts, name)) return [];
    return faultsInVariable(value, facts).map(({ problem, splice, loosens }) => {
      const repaired = splice && editVariable(text, name, put(value, splice));
      return { path, line, problem, loosens, repaired };
    });
  });
}

/** Flags for the engine; what a script makes of a variable is not known closer. */
function isJudged(facts: HostFacts, name: string): boolean {
  return facts.unit?.starter ? expandsVariable(facts, name) : holdsFlags(facts, name);
}

interface Place {
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

/** Whether an assignment is the one that the unit ends up with. */
function counts({ unit }: HostFacts, { name, path, line }: Place): boolean {
  return (unit?.environment ?? []).some(
    (each) => each.name === name && each.origin.path === path && each.origin.line === line,
  );
}

function inCommands(facts: HostFacts, path: string): readonly DamagedFlag[] {
  const text = textOf(facts, path) ?? '';
  const commands = unitOf(facts)?.execStart ?? [];
  const isRun = (line: number) =>
    commands.some(({ origin }) => origin.path === path && origin.line === line);
  return parseUnit(text)
    .assignments.filter(({ key, value }) => key === 'ExecStart' && value.includes('dockerd'))
    .filter(({ line }) => isRun(line))
    .flatMap(({ value, line, offsets, start: begin }) =>
      faultsInCommand(value, facts).map(({ problem, splice, loosens }) => {
        const start = offsets[splice?.start ?? 0] ?? begin;
        const end = (offsets[(splice?.end ?? 1) - 1] ?? start) + 1;
        const repaired = splice && applySplices(text, [{ start, end, text: splice.text }]);
        return { path, line, problem, loosens, repaired };
      }),
    );
}

/** Flags that a script between the service and the engine spells: nobody but its author edits it. */
function inStarter(facts: HostFacts): readonly DamagedFlag[] {
  const { starter } = facts.unit ?? {};
  if (!starter?.certain) return [];
  return starter.flags.flatMap(({ name, origin }) => {
    const { path, line } = origin;
    const problem = path === null || isPackaged(path) ? null : faultInName(name, facts);
    if (problem === null || path === null) return [];
    return [{ path, line: line ?? 1, problem, loosens: false, repaired: null }];
  });
}

/** Null where quotes that nobody closes swallow what would be written. */
function settled(edit: () => string): string | null {
  try {
    return edit();
  } catch (thrown) {
    if (thrown instanceof Unwritable) return null;
    throw thrown;
  }
}

function put(value: string, splice: Splice): string {
  return applySplices(value, [splice]).replace(/ {2,}/g, ' ').trim();
}
