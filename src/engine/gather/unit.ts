import type { HostFacts, Origin, UnitFacts } from '../../domain/facts.ts';
import { handedOn } from '../../formats/environment-command.ts';
import { engineAt } from '../../formats/start-script.ts';
import { type Argument, type Command, expandCommand } from '../../formats/systemd/command.ts';
import { type EffectiveUnit, effectiveUnit } from '../../formats/systemd-unit.ts';
import { type UnitEnvironment, unitEnvironment } from '../../formats/unit-environment.ts';
import { textOf } from '../../targets/text.ts';
import { flagsIn } from './flags-in.ts';
import { expandGlob, foldersOfGlob } from './globs.ts';
import { type Started, startedBy, starterPath } from './starter.ts';
import type { UnitState } from './systemctl.ts';
import { isMasked, type UnitScope, unitFiles, unitNames } from './unit-paths.ts';

type Read = Pick<HostFacts, 'files' | 'directories'>;

/**
 * The unit that would start the engine, as its files say it: flags and environment after drop-ins,
 * resets and environment files, each with the place it comes from. What systemd itself knows (is
 * it active, is it enabled, does it need a daemon-reload) is added where it was asked.
 * @returns null where no unit of a known name exists
 */
export function unitFacts(
  read: Read,
  where: UnitScope,
  states: readonly UnitState[],
): UnitFacts | null {
  const found = candidates(read, where, states).find(({ files }) => files.length > 0);
  return found ? describe(read, { ...found, masked: isMasked(read, where, found.name) }) : null;
}

/** Environment files of every unit that could be meant. */
export function environmentFilePaths(
  read: Read,
  where: UnitScope,
  states: readonly UnitState[],
): readonly string[] {
  return candidates(read, where, states).flatMap(({ name, files }) =>
    effective(read, name, files).environmentFiles.map(({ path }) => path),
  );
}

/** Programs that stand between a unit and the engine. */
export function starterPaths(
  read: Read,
  where: UnitScope,
  states: readonly UnitState[],
): readonly string[] {
  return candidates(read, where, states)
    .map(({ name, files }) => starterPath(engineCommand(asWritten(read, name, files))))
    .filter((path) => path !== null);
}

/** Folders that have to be listed before those are known: a file can be named by a pattern. */
export function environmentFolders(
  read: Read,
  where: UnitScope,
  states: readonly UnitState[],
): readonly string[] {
  return candidates(read, where, states).flatMap(({ name, files }) =>
    asWritten(read, name, files).environmentFiles.flatMap(({ path }) => foldersOfGlob(path, read)),
  );
}

/** The same unit after some of its files have changed; a drop-in that is new is found. */
export function unitAgain(read: Read, where: UnitScope, unit: UnitFacts): UnitFacts {
  const found = unitFiles(read, where, unit.name);
  const files = found.length > 0 ? found : unit.files;
  const again = { ...unit, ...contents(read, unit.name, files) };
  // what only the running engine could tell is not told by files
  const isTold = unit.starter?.certain && again.starter?.certain === false;
  return isTold && unit.starter ? { ...again, starter: unit.starter } : again;
}

/** A unit that would start the engine, if it has files. */
interface Candidate {
  readonly name: string;
  readonly files: readonly string[];
  readonly state: UnitState | undefined;
}

function candidates(
  read: Read,
  where: UnitScope,
  states: readonly UnitState[],
): readonly Candidate[] {
  return unitNames.map((name) => {
    const state = states.find((each) => each.name === name);
    const found = unitFiles(read, where, name);
    return { name, state, files: found.length > 0 ? found : filesLoaded(state) };
  });
}

/** What systemd loads from elsewhere (a generator, a store). */
function filesLoaded(state: UnitState | undefined): readonly string[] {
  return state?.fragment ? [state.fragment, ...state.dropIns] : [];
}

type Described = Candidate & { readonly masked: boolean };

function describe(read: Read, { name, files, state, masked }: Described): UnitFacts {
  return {
    name,
    ...contents(read, name, files),
    activeState: state?.activeState ?? 'unknown',
    subState: state?.subState ?? 'unknown',
    enabled: state?.enabled ?? null,
    masked: state?.masked ?? masked,
    needsDaemonReload: state?.needsDaemonReload ?? false,
    ...(state ? { confinement: state.confinement } : {}),
  };
}

type Contents = Pick<
  UnitFacts,
  'files' | 'argv' | 'flags' | 'environment' | 'environmentFiles' | 'starter'
>;

function contents(read: Read, name: string, files: readonly string[]): Contents {
  const unit = effective(read, name, files);
  const environment = unitEnvironment(unit, (path) => textOf(read, path));
  const command = engineCommand(unit);
  const argv = command ? expandCommand(command, environment) : [];
  const started = startedBy(read, command, environment);
  return {
    files,
    argv: argv.map((argument) => argument.text),
    flags: flagsIn(started ? started.given : argv.slice(engineIn(argv) + 1)),
    ...(started ? { starter: started.starter } : {}),
    environment: givenTo(argv, environment, started),
    environmentFiles: unit.environmentFiles.map(({ path, optional }) => ({ path, optional })),
  };
}

/** Where the engine stands in its command; first, where it has a name that nobody knows. */
function engineIn(argv: readonly Argument[]): number {
  return Math.max(0, engineAt(argv.map(({ text }) => text)));
}

/** What the engine gets: the unit's environment, as changed by what stands in front of the engine. */
function givenTo(
  argv: readonly Argument[],
  environment: UnitEnvironment,
  started: Started | null,
): UnitFacts['environment'] {
  const words = argv.slice(0, engineIn(argv));
  const change = handedOn(words.map(({ text }) => text));
  const set = [
    ...change.set.flatMap(({ name, value, index }) => {
      const { origin } = words[index] ?? {};
      return origin ? [{ name, value, origin }] : [];
    }),
    ...(started?.environment ?? []),
  ];
  const gone = new Set([...change.unset, ...set.map(({ name }) => name)]);
  const kept = change.clears ? [] : [...environment.values()].filter(({ name }) => !gone.has(name));
  return [
    ...kept.map(({ name, value, origin }) => ({ name, value, origin: assigned(origin) })),
    ...set.map(({ name, value, origin }) => {
      return { name, value, origin: assigned(origin), byCommand: true as const };
    }),
  ];
}

function assigned(origin: Origin): Origin {
  return { ...origin, kind: 'environment' };
}

function engineCommand({ execStart }: EffectiveUnit): Command | undefined {
  return execStart.findLast(startsEngine) ?? execStart.at(-1);
}

/** A unit may run other programs beside it, and the engine behind another, such as `nice`. */
function startsEngine({ words }: Command): boolean {
  return words.some((word) => /dockerd/.test(word.split('/').at(-1) ?? ''));
}

function effective(read: Read, name: string, files: readonly string[]): EffectiveUnit {
  const unit = asWritten(read, name, files);
  const environmentFiles = unit.environmentFiles.flatMap((file) =>
    expandGlob(file.path, read).map((path) => ({ ...file, path })),
  );
  return { ...unit, environmentFiles };
}

function asWritten(read: Read, name: string, files: readonly string[]): EffectiveUnit {
  return effectiveUnit(
    name,
    files.map((path) => ({ path, text: textOf(read, path) ?? '' })),
  );
}
