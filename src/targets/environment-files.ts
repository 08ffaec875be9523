import type { HostFacts, Setting, UnitFlag } from '../domain/facts.ts';
import { Failure } from '../domain/failure.ts';
import type { FileChange } from '../domain/plan.ts';
import type { Said } from '../domain/said.ts';
import {
  parseEnvironmentFile,
  type Reader,
  removeVariable,
  setVariable,
  variablesOf,
} from '../formats/environment-file.ts';
import { editFlag } from '../formats/flag-variable.ts';
import { parseFlags } from '../formats/flags.ts';
import { inFile } from '../formats/unwritable.ts';
import { fileChange } from './change.ts';
import type { Edit, Target } from './contract.ts';
import { flagOfKey, flagTexts, settingOfFlag } from './flag-values.ts';
import { shellPaths } from './host-shell.ts';
import { isShared } from './packaged.ts';
import { holdsPassword, isProxyKey, proxyKeyOf, proxyKeys, proxyVariable } from './proxy-keys.ts';
import { textOf } from './text.ts';
import { unitOf } from './unit-text.ts';
import { said } from './words.ts';

/** A file of variables that a unit or a script reads: proxies as variables, flags inside one. */
export interface VariableFile {
  readonly id: string;
  readonly title: Said;
  reader(facts: HostFacts): Reader;
  /** the files of this kind that this host reads */
  files(facts: HostFacts): readonly string[];
  /** files to look at although nothing may read them; the first gets what is new */
  readonly known: readonly string[];
  /** the variable a new flag goes into */
  variableFor(key: string, facts: HostFacts): string;
  /** every variable that may hold flags */
  readonly flagVariables: readonly string[];
}

/** The lists that whole flags can spell in such a file. */
const flagLists = ['registry-mirrors', 'insecure-registries', 'add-registries', 'block-registries'];

/** Makes a target of a kind of variable file. */
export function variableFileTarget(kind: VariableFile): Target {
  const own = (facts: HostFacts) => [...new Set([...kind.known, ...kind.files(facts)])];
  return {
    id: kind.id,
    title: kind.title,
    kind: 'unit',
    holds: [...proxyKeys, ...flagLists, 'daemon.*'],
    appliesTo: (facts) => kind.files(facts).length > 0,
    paths: (facts) => [...own(facts), ...shellsOf(kind, facts)],
    read: (facts) => own(facts).flatMap((path) => settingsIn(kind, path, facts)),
    render: (edits, facts) => render(kind, edits, facts),
  };
}

/** Which shell reads a file matters where a script does, and the file is written for some only. */
function shellsOf(kind: VariableFile, facts: HostFacts): readonly string[] {
  if (kind.reader(facts) === 'systemd') return [];
  return kind.files(facts).flatMap((path) => shellPaths(facts, path));
}

function settingsIn(kind: VariableFile, path: string, facts: HostFacts): readonly Setting[] {
  if (textOf(facts, path) === null) return [];
  const variables = [...variablesIn(kind, path, facts)];
  const proxies = variables.flatMap(([name, { value, line }]): Setting[] => {
    const key = proxyKeyOf(name);
    const origin = { kind: 'environment' as const, path, line };
    return key && value !== '' ? [{ key, subject: null, value, origin, target: kind.id }] : [];
  });
  const flags = flagsIn(kind, path, facts)
    .map((flag) => settingOfFlag(flag, kind.id))
    .filter((setting) => setting !== null);
  return [...proxies, ...flags];
}

/** The unit tells which flags arrive from a file it reads; else they stand in known variables. */
function flagsIn(kind: VariableFile, path: string, facts: HostFacts): readonly UnitFlag[] {
  if (facts.unit?.environmentFiles.some((file) => file.path === path)) {
    return facts.unit.flags.filter((flag) => flag.origin.path === path);
  }
  const variables = variablesIn(kind, path, facts);
  return kind.flagVariables.flatMap((variable) => {
    const set = variables.get(variable);
    if (!set) return [];
    return parseFlags(set.value).flags.map(({ name, value, start }): UnitFlag => {
      const line = set.lineAt(start);
      return { name, value, origin: { kind: 'flag', path, line }, variable };
    });
  });
}

function variablesIn(kind: VariableFile, path: string, facts: HostFacts) {
  const reader = kind.reader(facts);
  return variablesOf(parseEnvironmentFile(textOf(facts, path) ?? '', reader), reader);
}

function render(
  kind: VariableFile,
  edits: readonly Edit[],
  facts: HostFacts,
): readonly FileChange[] {
  const files = kind.files(facts);
  return files.flatMap((path) => {
    const own = edits
      .filter((edit) => isOurs(path, edit))
      .filter((edit) => edit.value === null || path === homeOf(kind, edit, facts));
    const before = textOf(facts, path) ?? '';
    const after = inFile(path, () =>
      own.reduce((text, edit) => edited(text, { kind, path, edit, facts }), before),
    );
    if (after === before) return [];
    return fileChange(facts, {
      target: kind.id,
      path,
      content: after,
      secret: own.some((edit) => isProxyKey(edit.key) && holdsPassword(edit.value)),
      because: own.map((edit) => edit.because),
    });
  });
}

/** The one file that gets a value: where the key stands already, else the kind's own file. */
function homeOf(kind: VariableFile, edit: Edit, facts: HostFacts): string | undefined {
  const files = kind.files(facts).filter((path) => isOurs(path, edit));
  const holder = files.findLast((path) =>
    settingsIn(kind, path, facts).some((setting) => setting.key === edit.key),
  );
  return holder ?? kind.known.find((path) => files.includes(path)) ?? files.at(-1);
}

/** The proxies of a file that everybody reads are not Docker's alone. */
function isOurs(path: string, edit: Edit): boolean {
  return !(isShared(path) && isProxyKey(edit.key));
}

interface Editing {
  readonly kind: VariableFile;
  readonly path: string;
  readonly edit: Edit;
  readonly facts: HostFacts;
}

function edited(text: string, editing: Editing): string {
  return isProxyKey(editing.edit.key) ? withProxy(text, editing) : withFlag(text, editing);
}

/**
 * Both cases are kept alike where both stand. Go takes the upper one first, so one that stands
 * elsewhere in the unit is answered here as well.
 */
function withProxy(text: string, { kind, path, edit, facts }: Editing): string {
  const reader = kind.reader(facts);
  const upper = isProxyKey(edit.key) ? proxyVariable(edit.key) : '';
  const variables = variablesOf(parseEnvironmentFile(text, reader), reader);
  const present = [upper, upper.toLowerCase()].filter((name) => variables.has(name));
  const { value } = edit;
  if (typeof value !== 'string') {
    return present.reduce((result, name) => removeVariable(result, name, reader), text);
  }
  const elsewhere = facts.unit?.environment.some(
    ({ name, origin }) => name === upper && origin.path !== path,
  );
  const names = present.length === 0 || elsewhere ? [...new Set([upper, ...present])] : present;
  return names.reduce(
    (result, name) => setVariable(result, { name, value, reader, exported: true }),
    text,
  );
}

/** A list goes whole into the variable that has the flag already; other variables lose it. */
function withFlag(text: string, { kind, path, edit, facts }: Editing): string {
  const name = flagOfKey(edit.key);
  if (name === null) return text;
  const present = flagsIn(kind, path, facts).filter((flag) => flag.name === name);
  const holders = [...new Set(present.map((flag) => flag.variable ?? ''))];
  const home = holders[0] ?? kind.variableFor(edit.key, facts);
  const values = flagTexts(edit.value);
  const fresh = values.filter((value) => !present.some((flag) => flag.value === value));
  if (kind.reader(facts) !== 'systemd') refuseShellText(path, fresh);
  const wishes = [
    ...holders.slice(1).map((variable) => ({ variable, values: [] as readonly string[] })),
    ...(holders.length > 0 || values.length > 0 ? [{ variable: home, values }] : []),
  ];
  return wishes.reduce((result, wish) => {
    const hides = isSetElsewhere(wish.variable, path, facts);
    return editFlag(result, { ...wish, name, reader: kind.reader(facts), hides });
  }, text);
}

/** Whether the unit gets a variable from another place, too: the last of them counts. */
function isSetElsewhere(variable: string, path: string, facts: HostFacts): boolean {
  const others = (facts.unit?.environmentFiles ?? []).filter((file) => file.path !== path);
  return (
    (unitOf(facts)?.environment ?? []).some(({ name }) => name === variable) ||
    others.some((file) =>
      variablesOf(parseEnvironmentFile(textOf(facts, file.path) ?? ''), 'systemd').has(variable),
    )
  );
}

/**
 * A script hands the variable on without quotes, and OpenRC's through `eval` (its
 * sh/start-stop-daemon.sh): what a shell acts on there would be run, as root, at the next start.
 * What stands in the file already is not ours to judge.
 */
function refuseShellText(path: string, values: readonly string[]): void {
  for (const value of values) {
    const found = /[\s"'`$\\;&|<>(){}*?!]/.exec(value)?.[0];
    if (found !== undefined)
      throw new Failure('needsDecision', said.actedOnByShell(path, value, found));
  }
}
