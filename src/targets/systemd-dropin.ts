import type { HostFacts, Setting } from '../domain/facts.ts';
import type { FileChange } from '../domain/plan.ts';
import { editVariable } from '../formats/drop-in.ts';
import {
  parseEnvironmentFile,
  removeVariable,
  setVariable,
  variablesOf,
} from '../formats/environment-file.ts';
import { parseUnit } from '../formats/systemd/parse.ts';
import { effectiveUnit } from '../formats/systemd-unit.ts';
import { inFile } from '../formats/unwritable.ts';
import { fileChange } from './change.ts';
import type { Edit, Reason, Target } from './contract.ts';
import { ownDropIn, tidied, withEnvironmentFile, withUnset } from './own-drop-in.ts';
import { isPackaged, isShared } from './packaged.ts';
import { holdsPassword, isProxyKey, proxyKeyOf, proxyKeys, proxyVariable } from './proxy-keys.ts';
import { secretsFile } from './secrets-file.ts';
import { textOf } from './text.ts';
import { unitOf } from './unit-text.ts';
import { title } from './words.ts';

const id = 'systemd-dropin';

/**
 * `Environment=` of the unit and its drop-ins, and the root-only file that dockcfg's own drop-in
 * adds for passwords. Drop-ins of the administrator are edited where they stand; what a package
 * says is overridden from dockcfg's own.
 */
export const systemdDropIn: Target = {
  id,
  title: title.dropIn,
  kind: 'unit',
  holds: proxyKeys,
  appliesTo: (facts) => facts.layout.dropInDir !== null,
  paths: (facts) => [
    ...(facts.unit?.files ?? []),
    ...(ownDropIn(facts) ? [ownDropIn(facts) ?? ''] : []),
    secretsFile(facts),
  ],
  read,
  render,
};

function read(facts: HostFacts): readonly Setting[] {
  const assigned = (facts.unit?.files ?? []).flatMap((path) => variablesIn(facts, path));
  const secrets = readsSecrets(facts) ? secretVariables(facts) : [];
  const all = [...fromManager(facts), ...assigned, ...secrets, ...fromCommand(facts)];
  return all.flatMap(({ name, value, path, line }): Setting[] => {
    const key = proxyKeyOf(name);
    const origin = { kind: 'environment' as const, path, line };
    return key && value !== '' ? [{ key, subject: null, value, origin, target: id }] : [];
  });
}

/** What the manager gives every service, unless this one's unit sets it anew or takes it away. */
function fromManager(facts: HostFacts): readonly Assigned[] {
  const unset = unitOf(facts)?.unsetEnvironment ?? [];
  return Object.entries(facts.managerEnvironment ?? {})
    .filter(([name]) => !unset.includes(name))
    .filter(([name]) => !facts.unit?.environment.some((each) => each.name === name))
    .map(([name, value]) => ({ name, value, path: null, line: null }));
}

/** What stands between the service and the engine sets: `env HTTPS_PROXY=… dockerd`, a script. */
function fromCommand(facts: HostFacts): readonly Assigned[] {
  return (facts.unit?.environment ?? [])
    .filter(({ byCommand }) => byCommand)
    .map(({ name, value, origin: { path, line } }) => ({ name, value, path, line }));
}

interface Assigned {
  readonly name: string;
  readonly value: string;
  /** null for what no file says */
  readonly path: string | null;
  readonly line: number | null;
}

/** Each file by itself, so that an assignment which another file hides is seen as well. */
function variablesIn(facts: HostFacts, path: string): readonly Assigned[] {
  const unit = effectiveUnit(facts.unit?.name ?? '', [{ path, text: textOf(facts, path) ?? '' }]);
  return unit.environment.map(({ name, value, origin }) => ({
    name,
    value,
    path,
    line: origin.line,
  }));
}

function readsSecrets(facts: HostFacts): boolean {
  return facts.unit?.environmentFiles.some((file) => file.path === secretsFile(facts)) ?? false;
}

function secretVariables(facts: HostFacts): readonly Assigned[] {
  const path = secretsFile(facts);
  return [...fileVariables(facts, path)].map(([name, { value, line }]) => ({
    name,
    value,
    path,
    line,
  }));
}

function render(edits: readonly Edit[], facts: HostFacts): readonly FileChange[] {
  const own = ownDropIn(facts);
  const proxies = edits.filter((edit) => isProxyKey(edit.key));
  if (own === null || proxies.length === 0) return [];
  const editable = (facts.unit?.files ?? []).filter((path) => !isPackaged(path));
  const paths = [...new Set([...editable, own])];
  const texts = new Map(paths.map((path) => [path, textOf(facts, path) ?? '']));
  for (const edit of proxies) place(edit, texts, facts);
  const secrets = inFile(secretsFile(facts), () => secretsAfter(proxies, facts));
  texts.set(own, withEnvironmentFile(texts.get(own) ?? '', secretsFile(facts), secrets !== ''));
  const because = proxies.map((edit) => edit.because);
  return [
    ...(secrets === '' ? [] : secretsChange(facts, secrets, because)),
    ...[...texts].flatMap(([path, text]) => {
      const content = path === own ? tidied(text) : text;
      return content === textOf(facts, path)
        ? []
        : fileChange(facts, { target: id, path, content, because });
    }),
    ...(secrets === '' ? secretsChange(facts, secrets, because) : []),
  ];
}

/** Puts one value into the last file that has it, or dockcfg's own; every other file loses it. */
function place(edit: Edit, texts: Map<string, string>, facts: HostFacts): void {
  const names = namesOf(edit);
  const value = typeof edit.value === 'string' && !needsFile(edit, facts) ? edit.value : null;
  const own = ownDropIn(facts) ?? '';
  const holders = [...texts.keys()].filter(
    (path) =>
      present(facts, path, names).length > 0 &&
      !isOverruled(path, names, facts) &&
      !isEmptied(path, facts),
  );
  const home = value === null ? null : (holders.at(-1) ?? own);
  for (const [path, text] of texts) {
    const wanted = path === home ? namesToSet(facts, path, names) : [];
    const cleared = names
      .filter((name) => !wanted.includes(name))
      .reduce((result, name) => editVariable(result, name, null), text);
    texts.set(
      path,
      wanted.reduce((result, name) => editVariable(result, name, value), cleared),
    );
  }
  texts.set(
    own,
    withUnset(texts.get(own) ?? '', names, edit.value === null ? stuck(facts, names) : []),
  );
}

/**
 * Whether a value goes into the root-only environment file: for its password, or because a file
 * that may not be edited would beat every assignment of ours, a later one takes them back, or
 * a file of everybody's sets it; the last environment file beats them all (`man 5 systemd.exec`, EnvironmentFile=).
 */
function needsFile(edit: Edit, facts: HostFacts): boolean {
  const own = ownDropIn(facts) ?? '';
  return (
    holdsPassword(edit.value) ||
    isOverruled(own, namesOf(edit), facts) ||
    isEmptied(own, facts) ||
    sharedIn(facts, namesOf(edit)).length > 0
  );
}

/** Those of some variables that a file of everybody's sets for this unit, too. */
function sharedIn(facts: HostFacts, names: readonly string[]): readonly string[] {
  const shared = (facts.unit?.environmentFiles ?? []).filter(({ path }) => isShared(path));
  return names.filter((name) => shared.some(({ path }) => fileVariables(facts, path).has(name)));
}

function fileVariables(facts: HostFacts, path: string) {
  return variablesOf(parseEnvironmentFile(textOf(facts, path) ?? ''), 'systemd');
}

/** Drop-ins apply in the order of their names, whatever folder they lie in; the unit comes first. */
function isOverruled(path: string, names: readonly string[], facts: HostFacts): boolean {
  return filesAfter(path, facts).some(
    (file) => isPackaged(file) && present(facts, file, names).length > 0,
  );
}

function filesAfter(path: string, facts: HostFacts): readonly string[] {
  const nameOf = (file: string) => (file.endsWith('.conf') ? (file.split('/').at(-1) ?? '') : '');
  return (facts.unit?.files ?? []).filter((file) => nameOf(file) > nameOf(path));
}

/** Whether a later file takes all assignments back with an empty one (`man 5 systemd.exec`). */
function isEmptied(path: string, facts: HostFacts): boolean {
  return filesAfter(path, facts).some((file) => {
    const { assignments } = parseUnit(textOf(facts, file) ?? '');
    return assignments.some(
      ({ section, key, value }) => section === 'Service' && key === 'Environment' && value === '',
    );
  });
}

/**
 * The case a file uses already, and upper case where it uses none. A package's upper-case variable
 * hides a lower-case one, so it is overridden by name.
 */
function namesToSet(facts: HostFacts, path: string, names: readonly string[]): readonly string[] {
  const packaged = (facts.unit?.files ?? []).filter(isPackaged);
  const given = Object.keys(facts.managerEnvironment ?? {});
  const set = names.filter(
    (name) =>
      given.includes(name) ||
      [path, ...packaged].some((each) => present(facts, each, [name]).length > 0),
  );
  return set.length > 0 ? set : names.slice(0, 1);
}

/**
 * Variables that a package's own file, the manager or a file of everybody's sets, which only
 * UnsetEnvironment= takes away. It takes them away from environment files too, which beat the
 * package anyway: so not where one of those sets it.
 * What dockcfg's own file sets has been settled by the same edit.
 */
function stuck(facts: HostFacts, names: readonly string[]): readonly string[] {
  const packaged = (facts.unit?.files ?? []).filter(isPackaged);
  const files = (facts.unit?.environmentFiles ?? [])
    .map((file) => file.path)
    .filter((path) => path !== secretsFile(facts) && !isShared(path));
  const shared = sharedIn(facts, names);
  const given = Object.keys(facts.managerEnvironment ?? {});
  return names.filter(
    (name) =>
      (given.includes(name) ||
        shared.includes(name) ||
        packaged.some((path) => present(facts, path, [name]).length > 0)) &&
      !files.some((path) => fileVariables(facts, path).has(name)),
  );
}

function namesOf(edit: Edit): readonly string[] {
  const upper = isProxyKey(edit.key) ? proxyVariable(edit.key) : '';
  return [upper, upper.toLowerCase()];
}

function present(facts: HostFacts, path: string, names: readonly string[]): readonly string[] {
  const set = variablesIn(facts, path).map((variable) => variable.name);
  return names.filter((name) => set.includes(name));
}

/** The root-only file after the edits: values with a password go in, all others of them go out. */
function secretsAfter(edits: readonly Edit[], facts: HostFacts): string {
  return edits.reduce(
    (text, edit) => {
      const [upper = '', lower = ''] = namesOf(edit);
      const cleared = removeVariable(removeVariable(text, lower, 'systemd'), upper, 'systemd');
      if (typeof edit.value !== 'string' || !needsFile(edit, facts)) return cleared;
      return setVariable(text, { name: upper, value: edit.value, reader: 'systemd' });
    },
    textOf(facts, secretsFile(facts)) ?? '',
  );
}

function secretsChange(
  facts: HostFacts,
  text: string,
  because: readonly Reason[],
): readonly FileChange[] {
  const content = text.trim() === '' ? null : text;
  return fileChange(facts, {
    target: id,
    path: secretsFile(facts),
    content,
    secret: true,
    because,
  });
}
