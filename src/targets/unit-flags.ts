import type { HostFacts, UnitFlag } from '../domain/facts.ts';
import type { FileChange } from '../domain/plan.ts';
import { editLines, editVariable } from '../formats/drop-in.ts';
import { type FlagValues, flagSplices } from '../formats/flags.ts';
import { parseUnit, type UnitAssignment } from '../formats/systemd/parse.ts';
import { effectiveUnit } from '../formats/systemd-unit.ts';
import { applySplices } from '../formats/text.ts';
import { fileChange } from './change.ts';
import type { Edit, Target } from './contract.ts';
import { flagOfKey, flagTexts, settingOfFlag } from './flag-values.ts';
import { ownDropIn, tidied } from './own-drop-in.ts';
import { isPackaged } from './packaged.ts';
import { textOf } from './text.ts';
import { title } from './words.ts';

const id = 'unit-flags';

/**
 * Flags spelt in ExecStart= of the unit or a drop-in, or in a variable that Environment= sets for
 * it. Files of the administrator are edited in place. A package's unit never is: dockcfg's own
 * drop-in repeats its command without the flag, which freezes that line.
 */
export const unitFlags: Target = {
  id,
  title: title.unitFlags,
  kind: 'unit',
  holds: [
    'registry-mirrors',
    'insecure-registries',
    'add-registries',
    'block-registries',
    'daemon.*',
  ],
  appliesTo: (facts) => facts.unit !== null,
  paths: (facts) => facts.unit?.files ?? [],
  read: (facts) =>
    flagsOf(facts)
      .map((flag) => settingOfFlag(flag, id))
      .filter((setting) => setting !== null),
  render,
};

function flagsOf(facts: HostFacts): readonly UnitFlag[] {
  const files = facts.unit?.files ?? [];
  return facts.unit?.flags.filter((flag) => files.includes(flag.origin.path ?? '')) ?? [];
}

function render(edits: readonly Edit[], facts: HostFacts): readonly FileChange[] {
  const own = ownDropIn(facts);
  if (edits.length === 0 || facts.unit === null || own === null) return [];
  const texts = new Map<string, string>();
  const textAt = (path: string) => texts.get(path) ?? textOf(facts, path) ?? '';
  for (const edit of edits) {
    for (const { path, text } of edited(edit, facts, { own, textAt })) texts.set(path, text);
  }
  const because = edits.map((edit) => edit.because);
  return [...texts].flatMap(([path, text]) => {
    const content = path === own ? tidied(text) : text;
    return fileChange(facts, { target: id, path, content, because });
  });
}

interface Texts {
  readonly own: string;
  textAt(path: string): string;
}

interface Edited {
  readonly path: string;
  readonly text: string;
}

/** The whole list goes where the flag stands first; every other place loses the flag. */
function edited(edit: Edit, facts: HostFacts, texts: Texts): readonly Edited[] {
  const name = flagOfKey(edit.key);
  const holders = placesOf(flagsOf(facts).filter((flag) => flag.name === name));
  if (name === null) return [];
  const home = holders.find((place) => !isPackaged(place.path));
  const results = new Map<string, string>();
  for (const place of holders) {
    const values = place === home ? flagTexts(edit.value) : [];
    const textAt = (path: string) => results.get(path) ?? texts.textAt(path);
    const { path, text } = withFlag({ place, name, values }, { own: texts.own, textAt });
    results.set(path, text);
  }
  return [...results].map(([path, text]) => ({ path, text }));
}

/** Where flags stand: a command line, or a variable that Environment= sets. */
interface Place {
  readonly path: string;
  readonly line: number;
  readonly variable: string | null;
}

function placesOf(flags: readonly UnitFlag[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { origin, variable } of flags) {
    const place = { path: origin.path ?? '', line: origin.line ?? 0, variable };
    places.set(`${place.path}:${place.line}:${variable}`, place);
  }
  return [...places.values()];
}

interface FlagEdit extends FlagValues {
  readonly place: Place;
}

function withFlag(edit: FlagEdit, texts: Texts): Edited {
  const { place } = edit;
  if (place.variable !== null) return withVariable(edit, texts);
  if (!isPackaged(place.path)) {
    const text = texts.textAt(place.path);
    return { path: place.path, text: withCommand(text, place.line, edit) };
  }
  const own = texts.textAt(texts.own);
  const vendor = commandAt(texts.textAt(place.path), place.line);
  if (!vendor) return { path: texts.own, text: own };
  const repeated = ownCommand(own) ?? vendor.value;
  const command = applySplices(repeated, flagSplices(repeated, edit, 'command'));
  return { path: texts.own, text: editLines(own, 'ExecStart', ['', command]) };
}

/** The command that dockcfg's own drop-in repeats already. */
function ownCommand(text: string): string | undefined {
  return parseUnit(text).assignments.findLast((one) => one.key === 'ExecStart' && one.value !== '')
    ?.value;
}

function commandAt(text: string, line: number): UnitAssignment | undefined {
  return parseUnit(text).assignments.find((one) => one.key === 'ExecStart' && one.line === line);
}

/** Edits a command in place: every byte that is not the flag's stays, continuation lines too. */
function withCommand(text: string, line: number, flag: FlagValues): string {
  const command = commandAt(text, line);
  if (!command) return text;
  const { value, offsets } = command;
  const splices = flagSplices(value, flag, 'command').map((splice) => {
    const last = offsets[splice.end - 1];
    const end = last === undefined ? command.start : last + 1;
    const start = splice.end > splice.start ? (offsets[splice.start] ?? end) : end;
    return { start, end, text: splice.text };
  });
  return applySplices(text, splices);
}

/** A variable of Environment=; a package's is set anew in dockcfg's own drop-in. */
function withVariable(edit: FlagEdit, texts: Texts): Edited {
  const { place } = edit;
  const path = isPackaged(place.path) ? texts.own : place.path;
  const variable = place.variable ?? '';
  const inOwn = path === texts.own ? valueIn(texts.textAt(path), variable) : undefined;
  const value = inOwn ?? valueIn(texts.textAt(place.path), variable) ?? '';
  const wanted = applySplices(value, flagSplices(value, edit));
  return { path, text: editVariable(texts.textAt(path), variable, wanted) };
}

function valueIn(text: string, variable: string): string | undefined {
  const unit = effectiveUnit('', [{ path: '', text }]);
  return unit.environment.find((each) => each.name === variable)?.value;
}
