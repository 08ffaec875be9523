import type { Origin } from '../domain/facts.ts';
import { type Command, commandsIn } from './systemd/command.ts';
import { parseUnit, type UnitAssignment } from './systemd/parse.ts';
import { resolveSpecifiers } from './systemd/specifiers.ts';
import { splitWords } from './systemd/words.ts';

/** A unit file or drop-in with its text, in the order in which systemd applies them. */
export interface UnitFile {
  readonly path: string;
  readonly text: string;
}

export interface UnitVariable {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
}

/** An assignment that systemd drops or changes without the one who wrote it meaning it. */
export interface UnitProblem {
  readonly kind: 'bad-specifier' | 'specifier' | 'bad-escape' | 'open-quote' | 'bad-assignment';
  /** the variable, where one can be told */
  readonly name: string | null;
  /** the specifier (`%2`), for the first two kinds */
  readonly specifier: string | null;
  readonly origin: Origin;
}

/** What a unit says after its drop-ins, in effective lists. */
export interface EffectiveUnit {
  readonly name: string;
  /** Environment= in order; a later one of the same name wins */
  readonly environment: readonly UnitVariable[];
  readonly environmentFiles: readonly { path: string; optional: boolean; origin: Origin }[];
  readonly unsetEnvironment: readonly string[];
  readonly execStart: readonly Command[];
  /** the last value of every other key, as `Service.Restart` */
  readonly settings: ReadonlyMap<string, { readonly value: string; readonly origin: Origin }>;
  readonly problems: readonly UnitProblem[];
}

/** Merges a unit and its drop-ins; an empty assignment resets a list. */
export function effectiveUnit(name: string, files: readonly UnitFile[]): EffectiveUnit {
  const unit = new Merge(name);
  for (const file of files) {
    for (const assignment of parseUnit(file.text).assignments) unit.apply(assignment, file.path);
  }
  return unit;
}

class Merge implements EffectiveUnit {
  readonly name: string;
  readonly environment: UnitVariable[] = [];
  readonly environmentFiles: { path: string; optional: boolean; origin: Origin }[] = [];
  readonly unsetEnvironment: string[] = [];
  readonly execStart: Command[] = [];
  readonly problems: UnitProblem[] = [];
  readonly settings = new Map<string, { value: string; origin: Origin }>();

  constructor(name: string) {
    this.name = name;
  }

  apply(assignment: UnitAssignment, path: string): void {
    const { section, key, value } = assignment;
    const origin: Origin = { kind: 'file', path, line: assignment.line };
    const list = section === 'Service' ? lists.get(key) : undefined;
    if (!list) this.settings.set(`${section}.${key}`, { value, origin });
    else if (value === '') list.reset(this);
    else list.add(this, value, origin);
  }
}

interface ListKey {
  reset(unit: Merge): void;
  add(unit: Merge, value: string, origin: Origin): void;
}

/** The keys of [Service] that add up. Source: systemd src/core/load-fragment.c. */
const lists = new Map<string, ListKey>([
  ['Environment', { reset: (unit) => clear(unit.environment), add: addVariables }],
  ['EnvironmentFile', { reset: (unit) => clear(unit.environmentFiles), add: addFile }],
  ['UnsetEnvironment', { reset: (unit) => clear(unit.unsetEnvironment), add: addUnset }],
  ['ExecStart', { reset: (unit) => clear(unit.execStart), add: addCommand }],
]);

function clear(list: unknown[]): void {
  list.length = 0;
}

/** config_parse_environ: word by word; a bad word is dropped, bad quoting ends the line. */
function addVariables(unit: Merge, value: string, origin: Origin): void {
  const { words, fault } = splitWords(value, 'environment');
  for (const word of words) {
    const name = /^[^=]*/.exec(word.text)?.[0] ?? '';
    const resolved = resolveSpecifiers(word.text, unit.name);
    if (resolved.kind === 'dropped') {
      const { specifier } = resolved;
      unit.problems.push({ kind: 'bad-specifier', name, specifier, origin });
      continue;
    }
    for (const specifier of resolved.altered.slice(0, 1)) {
      unit.problems.push({ kind: 'specifier', name, specifier, origin });
    }
    const variable = variableIn(resolved.text, origin);
    if (!variable) unit.problems.push({ kind: 'bad-assignment', name, specifier: null, origin });
    else {
      const earlier = unit.environment.findIndex((one) => one.name === variable.name);
      if (earlier >= 0) unit.environment.splice(earlier, 1);
      unit.environment.push(variable);
    }
  }
  if (fault) unit.problems.push({ kind: fault.kind, name: null, specifier: null, origin });
}

/** env_assignment_is_valid: a plain name, and a value without control characters. */
export function variableIn(text: string, origin: Origin): UnitVariable | null {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/.exec(text);
  const [, name, value] = match ?? [];
  if (name === undefined || value === undefined) return null;
  if (!value.isWellFormed() || hasControl(value)) return null;
  return { name, value, origin };
}

function hasControl(value: string): boolean {
  return [...value].some((c) => (c < ' ' && c !== '\t' && c !== '\n') || c === '\x7f');
}

function addFile(unit: Merge, value: string, origin: Origin): void {
  const resolved = resolveSpecifiers(value, unit.name);
  if (resolved.kind === 'dropped') return;
  const optional = resolved.text.startsWith('-');
  const path = optional ? resolved.text.slice(1) : resolved.text;
  if (path.startsWith('/')) unit.environmentFiles.push({ path, optional, origin });
}

function addUnset(unit: Merge, value: string): void {
  unit.unsetEnvironment.push(...splitWords(value, 'environment').words.map((word) => word.text));
}

function addCommand(unit: Merge, value: string, origin: Origin): void {
  unit.execStart.push(...commandsIn(value, unit.name, origin));
}
