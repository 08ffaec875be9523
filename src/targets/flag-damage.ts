import type { HostFacts } from '../domain/facts.ts';
import { checkKey, flagFor, keyForFlag } from '../domain/key-check.ts';
import type { FileChange } from '../domain/plan.ts';
import type { Said } from '../domain/said.ts';
import { parseEnvironmentFile, setVariable } from '../formats/environment-file.ts';
import { type Flag, parseFlags, type Stray } from '../formats/flags.ts';
import { parseUnit } from '../formats/systemd/parse.ts';
import { applySplices, type Splice } from '../formats/text.ts';
import { fileChange } from './change.ts';
import { isPackaged } from './packaged.ts';
import { textOf } from './text.ts';
import { expandsVariable } from './unit-text.ts';
import { said } from './words.ts';

/** A word on the engine's command line with which it does not start. */
export interface DamagedFlag {
  readonly path: string;
  readonly line: number;
  readonly problem: Said;
  /** the file with the word put right; null where what was meant is unclear */
  readonly repaired: string | null;
}

/**
 * Words in environment files and unit files that dockerd refuses: dashes and quotes damaged by
 * copy and paste, a variable that systemd does not expand there, a comment behind a value, flags
 * of another age.
 */
export function damagedFlags(facts: HostFacts): readonly DamagedFlag[] {
  if (!facts.unit) return [];
  const read = facts.unit.environmentFiles.map((file) => file.path);
  return [
    ...read.filter((path) => !isPackaged(path)).flatMap((path) => inVariables(facts, path)),
    ...facts.unit.files
      .filter((path) => !isPackaged(path))
      .flatMap((path) => inCommands(facts, path)),
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
    if (!systemd || !expandsVariable(facts, name)) return [];
    return faultsIn(systemd.value, facts).map(({ problem, splice }) => ({
      path,
      line,
      problem,
      repaired:
        splice &&
        setVariable(text, {
          name,
          value: tidy(applySplices(systemd.value, [splice])),
          reader: 'systemd',
        }),
    }));
  });
}

function inCommands(facts: HostFacts, path: string): readonly DamagedFlag[] {
  const text = textOf(facts, path) ?? '';
  return parseUnit(text)
    .assignments.filter(({ key, value }) => key === 'ExecStart' && value.includes('dockerd'))
    .flatMap(({ value, line, offsets, start: begin }) =>
      faultsIn(value, facts, 'command').map(({ problem, splice }) => {
        const start = offsets[splice?.start ?? 0] ?? begin;
        const end = (offsets[(splice?.end ?? 1) - 1] ?? start) + 1;
        const repaired = splice && applySplices(text, [{ start, end, text: splice.text }]);
        return { path, line, problem, repaired };
      }),
    );
}

interface Fault {
  readonly problem: Said;
  readonly splice: Splice | null;
}

function faultsIn(
  value: string,
  facts: HostFacts,
  how: 'variable' | 'command' = 'variable',
): readonly Fault[] {
  const { flags, strays } = parseFlags(value, how);
  return [
    ...strays.flatMap((stray) => strayFault(stray, how)),
    ...flags.flatMap((flag) => goneFault(flag, facts)),
  ];
}

/** Only EnvironmentFile= keeps `$DOCKER_OPTS` as it is written; a command line expands it. */
function strayFault(stray: Stray, how: 'variable' | 'command'): readonly Fault[] {
  const { start, end, text, meant } = stray;
  if (meant !== null)
    return [{ problem: said.damagedFlag(text), splice: { start, end, text: meant } }];
  if (how === 'command') return [];
  if (stray.kind === 'word') return [{ problem: said.strayWord(text), splice: null }];
  if (stray.kind !== 'variable') return [];
  return [{ problem: said.unexpanded(text), splice: { start, end, text: '' } }];
}

/** A flag of an older engine: its successor takes its value, where there is one. */
function goneFault(flag: Flag, { engine }: HostFacts): readonly Fault[] {
  const key = keyForFlag(flag.name);
  const verdict = key === null ? null : checkKey(key, engine);
  if (verdict?.kind !== 'removed') return [];
  const successor = verdict.use && flagFor(verdict.use);
  const text = successor && flag.value !== null ? `--${successor}=${flag.value}` : '';
  return [{ problem: verdict.problem, splice: { start: flag.start, end: flag.end, text } }];
}

function tidy(value: string): string {
  return value.replace(/ {2,}/g, ' ').trim();
}
