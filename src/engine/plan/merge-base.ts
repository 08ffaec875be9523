import type { DesiredState, ListWish } from '../../domain/desired.ts';
import { Failure } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import { checkItem, checkValue } from '../../domain/key-value.ts';
import { meantValue } from '../../domain/meant-value.ts';
import type { Said } from '../../domain/said.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { type Current, isInDaemonJson } from '../placement/current.ts';
import { entriesIn, listKeys, listWant, normalForm, type Want } from '../placement/wants.ts';
import { placeText } from '../placement/words.ts';
import { at, said } from './words.ts';

type Merge = Extract<ListWish<string>, { kind: 'merge' }>;

/** One list of this host that a wish builds on. */
interface Base {
  readonly key: string;
  readonly wish: Merge;
  readonly value: Json;
  readonly current: Current;
}

/**
 * A wish that adds to a list or takes from it keeps everything else in it, so what the engine
 * refuses there is settled first: converted where that may be, else somebody has to decide.
 * @param mayConvert whether what a key's list says wrongly may be put right
 * @throws Failure needsDecision with the entry's place, the reason and the way out
 */
export function settleMerges(
  wants: readonly Want[],
  { desired, current }: { readonly desired: DesiredState; readonly current: Current },
  mayConvert: (key: string) => boolean,
): readonly Want[] {
  const bases = listKeys.flatMap((key) => baseOf(key, desired[key], current));
  const settled = bases.flatMap((base) => settle(base, mayConvert(base.key)));
  return wants.map((want) => settled.find(({ key }) => key === want.key) ?? want);
}

function baseOf(
  key: string,
  wish: ListWish<string> | null | undefined,
  current: Current,
): readonly Base[] {
  const value = current.held(key).value ?? null;
  return wish?.kind === 'merge' && value !== null ? [{ key, wish, value, current }] : [];
}

function settle(base: Base, convert: boolean): readonly Want[] {
  const { key, wish, value, current } = base;
  const fault = faultIn(base);
  if (!fault) return [];
  const meant = meantValue(key, value, current.facts.engine.version);
  if (meant !== null && convert) return [listWant(key, wish, current, meant)];
  const way = meant === null ? said.brokenByHand() : said.convertible();
  throw new Failure(
    'needsDecision',
    said.existingFatal(placeOf(base, fault.index), fault.problem, way),
  );
}

interface Fault {
  readonly index: number;
  readonly problem: Said;
}

/** The first entry that stays and that the engine refuses. A text alone is read as its entries. */
function faultIn({ key, wish, value, current }: Base): Fault | null {
  const { version } = current.facts.engine;
  const items = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? entriesIn(value)
      : [value];
  for (const [index, item] of items.entries()) {
    if (typeof item === 'string' && isRemoved(key, item, wish)) continue;
    const found =
      typeof item === 'string'
        ? checkItem(key, { item, index }, version)
        : checkValue(key, [item], version);
    if (found) return { index, problem: found.problem };
  }
  return null;
}

function placeOf({ key, current }: Base, index: number): Said {
  const { facts } = current;
  const { settings } = current.held(key);
  const document = daemonDocument(facts);
  if (settings.some(isInDaemonJson) && document.kind === 'ok') {
    return at(facts.layout.daemonJson, document.itemAt(key, index) ?? document.at(key));
  }
  const flags = settings.filter(({ origin }) => origin.kind === 'flag');
  const spelt = flags.flatMap(({ value, origin }) => [value].flat().map(() => origin));
  return placeText(spelt[index]);
}

function isRemoved(key: string, item: string, { add, remove }: Merge): boolean {
  const form = normalForm(key, item);
  const among = (values: readonly string[]) =>
    values.some((value) => normalForm(key, value) === form);
  return among(remove) && !among(add);
}
