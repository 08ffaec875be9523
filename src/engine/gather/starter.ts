import type { HostFacts, UnitFacts } from '../../domain/facts.ts';
import {
  engineAt,
  engineStartedBy,
  isEngineProgram,
  isShellScript,
  type StartedEngine,
  type StartScript,
} from '../../formats/start-script.ts';
import { type Argument, type Command, expandCommand } from '../../formats/systemd/command.ts';
import type { UnitVariable } from '../../formats/systemd-unit.ts';
import type { UnitEnvironment } from '../../formats/unit-environment.ts';
import { textOf } from '../../targets/text.ts';
import { flagsIn } from './flags-in.ts';

type Read = Pick<HostFacts, 'files'>;
type Starter = NonNullable<UnitFacts['starter']>;

/** What a unit's command hands to the engine by way of another program. */
export interface Started {
  readonly starter: Starter;
  /** arguments that come from the unit and its variables, which can be set where they stand */
  readonly given: readonly Argument[];
  /** what it sets for the engine, as far as it can be followed */
  readonly environment: readonly UnitVariable[];
}

/** The program to read in order to know: none where the unit starts the engine itself. */
export function starterPath(command: Command | undefined): string | null {
  if (!command || startsEngineItself(command) || inlineScript(command)) return null;
  return command.program.startsWith('/') ? command.program : null;
}

/** A unit can start the engine behind another program, such as `nice`. */
function startsEngineItself({ words, program }: Command): boolean {
  return isEngineProgram(program) || engineAt(words) >= 0;
}

/**
 * Follows a script of the administrator's, or a short one in the unit itself, to the engine.
 * @returns null where the unit starts the engine itself
 */
export function startedBy(
  read: Read,
  command: Command | undefined,
  environment: UnitEnvironment,
): Started | null {
  if (!command || startsEngineItself(command)) return null;
  const argv = expandCommand(command, environment);
  const script =
    inlineScript(
      command,
      argv.map(({ text }) => text),
    ) ?? scriptFile(read, command);
  if (!script && looksLikeEngine(command.program)) return null;
  const parameters = argv.slice(script?.parametersFrom ?? 1);
  const engine = script && engineStartedBy({ ...script, parameters, environment });
  return startedFrom(command.program, engine, parameters);
}

/** The engine under another name: it is no script. */
function looksLikeEngine(program: string): boolean {
  return /dockerd/.test(baseName(program));
}

type Script = Pick<StartScript, 'text' | 'path' | 'firstLine'> & {
  readonly parametersFrom: number;
};

/** `sh -c 'exec dockerd …'`; what follows is `$0`, `$1`, … */
function inlineScript(
  { program, words, origin }: Command,
  argv: readonly string[] = words,
): Script | null {
  const at = argv.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word));
  const text = argv[at + 1];
  if (!/^(?:ba|da|k|a|z)?sh$/.test(baseName(program)) || at < 0 || text === undefined) return null;
  const { path, line } = origin;
  return { text, path: path ?? '', firstLine: line ?? 1, parametersFrom: at + 3 };
}

function scriptFile(read: Read, { program }: Command): Script | null {
  const text = textOf(read, program);
  if (text === null || !isShellScript(text)) return null;
  return { text, path: program, firstLine: 1, parametersFrom: 1 };
}

/** A program that nobody can follow most often hands on what it is given. */
function startedFrom(
  program: string,
  engine: StartedEngine | null,
  parameters: readonly Argument[],
): Started {
  const all = engine?.arguments ?? parameters;
  const given = all.filter((each) => each.variable !== null || parameters.includes(each));
  const own = all.filter((each) => !given.includes(each));
  const variables = given.flatMap(({ variable }) => (variable === null ? [] : [variable]));
  const flags = flagsIn(own);
  const certain = engine?.certain ?? false;
  return {
    starter: { program, flags, variables: [...new Set(variables)], certain },
    given,
    environment: engine?.environment ?? [],
  };
}

/**
 * Where a program cannot be followed and the engine runs, its own command line tells. Flags that
 * the unit is known for stay the unit's.
 */
export function toldByProcess(unit: UnitFacts | null, argv: readonly string[]): UnitFacts | null {
  const at = engineAt(argv);
  if (!unit?.starter || unit.starter.certain || at < 0) return unit;
  const { program } = unit.starter;
  const origin = { kind: 'flag', path: program, line: null } as const;
  const flags = flagsIn(argv.slice(at + 1).map((text) => ({ text, origin, variable: null })));
  const known = new Set(unit.flags.map(({ name, value }) => `${name}=${value}`));
  const own = flags.filter(({ name, value }) => !known.has(`${name}=${value}`));
  return { ...unit, starter: { ...unit.starter, flags: own, certain: true } };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
