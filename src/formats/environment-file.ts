import {
  type Dialect,
  type ShellReading,
  shellReadings,
} from './environment-file/shell-reading.ts';
import { type Reading, systemdReadings } from './environment-file/systemd-reading.ts';
import { eolOf, firstUndecodable, placeAt } from './text.ts';
import { Unwritable } from './unwritable.ts';
import { words } from './words.ts';

/** Who reads a file: systemd by EnvironmentFile=, or a script that sources it, and for which shell. */
export type Reader = 'systemd' | Dialect;

/** One assignment with what either reader makes of it; null: that one does not see it. */
export interface EnvironmentAssignment {
  readonly name: string;
  /** 1-based */
  readonly line: number;
  readonly systemd: Reading | null;
  readonly shell: ShellReading | null;
}

export interface EnvironmentFile {
  readonly text: string;
  readonly assignments: readonly EnvironmentAssignment[];
  /** what a shell ends up with, by name: functions assign when they are called */
  readonly shellValues: ReadonlyMap<string, ShellReading>;
  /** a value that is not UTF-8: systemd then takes nothing at all from the file */
  readonly unreadableAt: { readonly line: number; readonly column: number } | null;
}

/**
 * Reads an EnvironmentFile, /etc/default, /etc/sysconfig or conf.d file; it has no errors.
 * @param reader which shell the shell's side is read for; where systemd reads the file, one that
 * knows most
 */
export function parseEnvironmentFile(text: string, reader: Reader = 'bash'): EnvironmentFile {
  const systemd = systemdReadings(text);
  const shellSide = shellReadings(text, reader === 'shell' ? 'shell' : 'bash');
  const shell = new Map(shellSide.readings.map((one) => [one.keyStart, one]));
  const valid = systemd.filter((one) => /^[A-Za-z_]\w*$/.test(one.name));
  const seen = new Set(valid.map((one) => one.keyStart));
  const both = valid.map((one) => assignment(text, one, shell.get(one.keyStart) ?? null));
  const others = [...shell.values()].filter((one) => !seen.has(one.keyStart));
  const only = others.map((one) => assignment(text, null, one));
  const foreign = systemd.find((one) => firstUndecodable(one.name + one.value) !== null);
  return {
    text,
    assignments: [...both, ...only].toSorted((a, b) => keyStart(a) - keyStart(b)),
    shellValues: shellSide.values,
    unreadableAt: foreign ? placeAt(text, foreign.keyStart) : null,
  };
}

/** What a variable holds, and where: the line it is assigned in, and that of each character. */
export interface Variable {
  readonly value: string;
  readonly line: number;
  lineAt(index: number): number;
}

/** What a reader ends up with: of each name what it was given last. */
export function variablesOf(file: EnvironmentFile, reader: Reader): ReadonlyMap<string, Variable> {
  if (reader === 'systemd' && file.unreadableAt) return new Map();
  const readings = reader === 'systemd' ? systemdOnes(file) : [...file.shellValues.values()];
  return new Map(readings.map((reading) => [reading.name, variable(file.text, reading)]));
}

function systemdOnes({ assignments }: EnvironmentFile): readonly Reading[] {
  return assignments.map(({ systemd }) => systemd).filter((reading) => reading !== null);
}

function variable(text: string, { value, keyStart, offsets }: Reading): Variable {
  const lineOf = (offset: number) => placeAt(text, offset).line;
  return { value, line: lineOf(keyStart), lineAt: (at) => lineOf(offsets[at] ?? keyStart) };
}

/** The assignment that gives a name its value in the end; undefined where its reader sees none. */
export function lastReading(
  file: EnvironmentFile,
  name: string,
  reader: Reader,
): Reading | ShellReading | undefined {
  if (reader !== 'systemd') return file.shellValues.get(name);
  return systemdOnes(file).findLast((one) => one.name === name);
}

/** What stands in the assignment itself, without what the name held before. */
export function ownValue({ value, offsets, start, end }: Reading): string {
  return [...offsets.entries()]
    .filter(([, offset]) => offset >= start && offset < end)
    .map(([at]) => value[at] ?? '')
    .join('');
}

/** A variable to set, for whom, and whether a new line for a shell has to export it. */
export interface VariableWish {
  readonly name: string;
  readonly value: string;
  readonly reader: Reader;
  readonly exported?: boolean;
}

/**
 * Sets a variable where its reader takes it from, in the quotes it stands in; a new one is added
 * at the end. Every other byte stays.
 * @throws Failure needsDecision when the file's own quoting is broken in a way that swallows it
 */
export function setVariable(text: string, wish: VariableWish): string {
  const { name, value, reader } = wish;
  const reading = lastReading(parseEnvironmentFile(text, reader), name, reader);
  const isOwn = reading && isOwnPlace(reading);
  if (reading?.value === value && isOwn) return text;
  const edited = isOwn
    ? text.slice(0, reading.start) + rewritten(text, reading, wish) + text.slice(reading.end)
    : appended(text, wish);
  const now = variablesOf(parseEnvironmentFile(edited, reader), reader).get(name);
  if (now?.value !== value) {
    const swallows = parseEnvironmentFile(text, reader).assignments.at(-1);
    const place = swallows ? placeAt(text, keyStart(swallows)) : null;
    throw new Unwritable(words.cannotSet(name), place);
  }
  return edited;
}

/** Whether it surely happens, and says the whole value: systemd takes what stands inside `if … fi`. */
function isOwnPlace(reading: Reading | ShellReading): boolean {
  return !('conditional' in reading) || !(reading.conditional || reading.composed);
}

/** Removes every assignment of a name that its reader sees; every other byte stays. */
export function removeVariable(text: string, name: string, reader: Reader): string {
  const { assignments } = parseEnvironmentFile(text, reader);
  const side = reader === 'systemd' ? 'systemd' : 'shell';
  const last = assignments.findLast((one) => one.name === name && one[side]);
  const reading = last?.[side];
  if (!last || !reading) return text;
  return removeVariable(without(text, reading, last.shell?.conditional ?? false), name, reader);
}

function assignment(
  text: string,
  systemd: Reading | null,
  shell: ShellReading | null,
): EnvironmentAssignment {
  const any = systemd ?? shell;
  return {
    name: any?.name ?? '',
    line: placeAt(text, any?.keyStart ?? 0).line,
    systemd,
    shell,
  };
}

function keyStart({ systemd, shell }: EnvironmentAssignment): number {
  return (systemd ?? shell)?.keyStart ?? 0;
}

/** Keeps the quotes of the old value where they can hold the new one. */
function rewritten(text: string, reading: Reading, { value, reader }: VariableWish): string {
  const raw = text.slice(reading.start, reading.end);
  if (raw.startsWith("'") && !value.includes("'")) return `'${value}'`;
  if (raw.startsWith('"') || raw.startsWith("'")) return doubleQuoted(value);
  const spaced = reader === 'systemd' && /[ \t]/.test(raw) && isPlainForSystemd(value);
  return spaced || plain.test(value) ? value : doubleQuoted(value);
}

/** What neither reader needs quotes for. */
const plain = /^[\w@%+:,./=-]*$/;

function isPlainForSystemd(value: string): boolean {
  return value === value.trim() && !/["'\\\n\r]/.test(value);
}

/** Double quotes as systemd and every shell undo them. */
function doubleQuoted(value: string): string {
  return `"${value.replace(/["\\`$]/g, '\\$&')}"`;
}

function appended(text: string, { name, value, reader, exported }: VariableWish): string {
  const eol = eolOf(text);
  const missing = text === '' || /[\r\n]$/.test(text) ? '' : eol;
  const head = reader !== 'systemd' && exported ? 'export ' : '';
  const written = plain.test(value) && value !== '' ? value : doubleQuoted(value);
  return `${text}${missing}${head}${name}=${written}${eol}`;
}

/** Cuts one assignment out with its line; where a shell needs a command in its place, `:` stays. */
function without(text: string, reading: Reading, conditional: boolean): string {
  const before = /[^\n\r]*$/.exec(text.slice(0, reading.keyStart))?.[0] ?? '';
  const after = /^[^\n\r]*(?:\r\n|\n|\r|$)/.exec(text.slice(reading.end))?.[0] ?? '';
  const isAlone = /^\s*(?:export\s+)?$/.test(before) && after.trim() === '';
  if (isAlone && !conditional) {
    return text.slice(0, reading.keyStart - before.length) + text.slice(reading.end + after.length);
  }
  const start = reading.keyStart - before.length + before.replace(/export\s+$/, '').length;
  if (isAlone) return `${text.slice(0, start)}:${text.slice(reading.end)}`;
  const gap = /^[ \t]*;?[ \t]*/.exec(text.slice(reading.end))?.[0].length ?? 0;
  return text.slice(0, reading.keyStart) + text.slice(reading.end + gap);
}
