import type { HostFacts } from '../domain/facts.ts';
import { engineAt } from '../formats/start-script.ts';
import { parseUnit } from '../formats/systemd/parse.ts';
import { splitWords } from '../formats/systemd/words.ts';
import { applySplices, eolOf, linesOf } from '../formats/text.ts';
import type { DamagedFlag } from './flag-damage.ts';
import { isPackaged } from './packaged.ts';
import { textOf } from './text.ts';
import { holdsFlags, unitOf } from './unit-text.ts';
import { said } from './words.ts';

/** Commands of the administrator's with which the service does not start, whatever their flags. */
export function damagedCommands(facts: HostFacts): readonly DamagedFlag[] {
  const isOwn = (facts.unit?.files ?? []).some((path) => !isPackaged(path));
  return isOwn ? [...secondCommand(facts), ...inOneWord(facts)] : [];
}

/**
 * systemd does not load a service with two commands, unless it is of Type=oneshot: a drop-in that
 * replaces the unit's has to empty the list first (systemd src/core/service.c service_verify).
 */
function secondCommand(facts: HostFacts): readonly DamagedFlag[] {
  const unit = unitOf(facts);
  const places = (unit?.execStart ?? []).map(({ origin }) => origin);
  const last = places.at(-1);
  const others = places.filter((one) => one.path !== last?.path || one.line !== last?.line);
  if (!last?.path || others.length === 0 || isPackaged(last.path)) return [];
  if (unit?.settings.get('Service.Type')?.value === 'oneshot') return [];
  const { path, line } = last;
  const text = textOf(facts, path) ?? '';
  const at = parseUnit(text).assignments.find((one) => one.line === line)?.start ?? 0;
  // of two in one file nobody can tell which one is meant
  const repaired = others.some((one) => one.path === path)
    ? null
    : applySplices(text, [{ start: at, end: at, text: `ExecStart=${eolOf(text)}` }]);
  return [{ path, line: line ?? 1, problem: said.secondCommand(), repaired, loosens: false }];
}

/**
 * `${OPTS}` is one word, whatever it holds (`man 5 systemd.service`): the engine takes several flags
 * in it for one, and does not start with an empty word.
 */
function inOneWord(facts: HostFacts): readonly DamagedFlag[] {
  return (unitOf(facts)?.execStart ?? []).flatMap(({ words, origin: { path, line } }) => {
    if (path === null || line === null || isPackaged(path) || engineAt(words) < 0) return [];
    const text = textOf(facts, path) ?? '';
    return words.flatMap((word): DamagedFlag[] => {
      const name = /^\$\{(\w+)\}$/.exec(word)?.[1];
      if (name === undefined || !holdsFlags(facts, name)) return [];
      const value = facts.unit?.environment.findLast((each) => each.name === name)?.value ?? '';
      const { length } = splitWords(value, 'variable').words;
      if (length === 1 || (length === 0 && !isSurelyEmpty(facts))) return [];
      const at = text.indexOf(word, lineStart(text, line));
      const repaired =
        at < 0
          ? null
          : applySplices(text, [{ start: at, end: at + word.length, text: `$${name}` }]);
      return [{ path, line, problem: said.inOneWord(name), repaired, loosens: false }];
    });
  });
}

/** A file that is made at boot may be missing in a tree. */
function isSurelyEmpty({ unit, files }: HostFacts): boolean {
  return (unit?.environmentFiles ?? []).every(({ path }) => files.get(path)?.state.kind === 'file');
}

function lineStart(text: string, line: number): number {
  return linesOf(text)[line - 1]?.start ?? 0;
}
