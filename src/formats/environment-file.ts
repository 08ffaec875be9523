import { Failure } from '../domain/failure.ts';
import { type ShellReading, shellReadings } from './environment-file/shell-reading.ts';
import { type Reading, systemdReadings } from './environment-file/systemd-reading.ts';
import { eolOf, firstUndecodable, placeAt } from './text.ts';
import { words } from './words.ts';

/** Who reads a file: systemd by EnvironmentFile=, or a script that sources it. */
export type Reader = 'systemd' | 'shell';

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
  /** a value that is not UTF-8: systemd then takes nothing at all from the file */
  readonly unreadableAt: { readonly line: number; readonly column: number } | null;
}

/** Reads an EnvironmentFile, /etc/default, /etc/sysconfig or conf.d file; it has no errors. */
export function parseEnvironmentFile(text: string): EnvironmentFile {
  const systemd = systemdReadings(text);
  const shell = new Map(shellReadings(text).map((one) => [one.keyStart, one]));
  const valid = systemd.filter((one) => /^[A-Za-z_]\w*$/.test(one.name));
  const seen = new Set(valid.map((one) => one.keyStart));
  const both = valid.map((one) => assignment(text, one, shell.get(one.keyStart) ?? null));
  const others = [...shell.values()].filter((one) => !seen.has(one.keyStart));
  const only = others.map((one) => assignment(text, null, one));
  const foreign = systemd.find((one) => firstUndecodable(one.name + one.value) !== null);
  return {
    text,
    assignments: [...both, ...only].toSorted((a, b) => keyStart(a) - keyStart(b)),
    unreadableAt: foreign ? placeAt(text, foreign.keyStart) : null,
  };
}

/** What a reader ends up with: the last assignment of each name. */
export function variablesOf(
  file: EnvironmentFile,
  reader: Reader,
): ReadonlyMap<string, { readonly value: string; readonly line: number }> {
  if (reader === 'systemd' && file.unreadableAt) return new Map();
  return new Map(
    file.assignments.flatMap(({ name, line, [reader]: reading }) => {
      return reading ? [[name, { value: reading.value, line }] as const] : [];
    }),
  );
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
  const file = parseEnvironmentFile(text);
  const current = file.assignments.findLast((one) => one.name === name && one[reader]);
  const reading = current?.[reader];
  if (reading?.value === value && !isConditional(current, reader)) return text;
  const edited =
    reading && !isConditional(current, reader)
      ? text.slice(0, reading.start) + rewritten(text, reading, wish) + text.slice(reading.end)
      : appended(text, wish);
  const now = variablesOf(parseEnvironmentFile(edited), reader).get(name);
  if (now?.value !== value) throw new Failure('needsDecision', words.cannotSet(name));
  return edited;
}

/** Removes every assignment of a name that its reader sees; every other byte stays. */
export function removeVariable(text: string, name: string, reader: Reader): string {
  const file = parseEnvironmentFile(text);
  const last = file.assignments.findLast((one) => one.name === name && one[reader]);
  const reading = last?.[reader];
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

/** systemd takes what stands inside `if … fi` like any other line; a shell may not. */
function isConditional(one: EnvironmentAssignment | undefined, reader: Reader): boolean {
  return reader === 'shell' && (one?.shell?.conditional ?? false);
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
  const head = reader === 'shell' && exported ? 'export ' : '';
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
