import type { HostFacts } from '../../domain/facts.ts';
import type { Json } from '../../domain/json.ts';
import type { Conflict } from '../../domain/plan.ts';
import { isPackaged } from '../../targets/packaged.ts';
import { type Current, type Held, isInDaemonJson } from './current.ts';
import { nothingPlaced, type Placed, type PlacedEdit } from './placed.ts';
import { normalForm, textsOf, type Want } from './wants.ts';
import { because, conflictText } from './words.ts';

/** Lists that whole flags spell one value each, so that they can be edited where flags live. */
const flagLists = ['registry-mirrors', 'insecure-registries', 'add-registries', 'block-registries'];

/**
 * Gives a key of the engine one owner: the place that has it already, where that can be edited,
 * else daemon.json. Every other place loses it, so that a flag never meets a key of the file.
 */
export function placeEngineKey(want: Want, current: Current): Placed {
  const held = ownersOf(want.key, current.held(want.key));
  if (!held.duplicated && isSatisfied(want, held.value)) return nothingPlaced;
  const destination = destinationOf(want.key, held, current.facts);
  return {
    ...moved(want, held, destination),
    conflicts: held.duplicated ? [conflictOf(want.key, held)] : [],
    warnings: [],
  };
}

/** Flags that dockerd merges with the file are no owners of the key: they may stay. */
function ownersOf(key: string, held: Held): Held {
  return key === 'runtimes' ? { ...held, settings: held.settings.filter(isInDaemonJson) } : held;
}

/** Sets a value at its destination and takes it away from every other place that has it. */
export function moved(want: Want, held: Held, destination: string): Pick<Placed, 'edits'> {
  const owners = [...new Set(held.settings.map((setting) => setting.target))];
  const others = owners.filter((owner) => owner !== destination);
  const removals = others.map((target): PlacedEdit => {
    const origin = held.settings.find((setting) => setting.target === target)?.origin;
    const why =
      want.value === null ? because.unwanted(want.key) : because.oneOwner(want.key, origin);
    return { target, edit: { key: want.key, subject: want.subject, value: null, because: why } };
  });
  if (want.value === null && !owners.includes(destination)) return { edits: removals };
  const why =
    want.value === null
      ? because.unwanted(want.key)
      : owners.includes(destination)
        ? because.alreadyThere(want.key)
        : because.newPlace(want.key, destination);
  return { edits: [...removals, { target: destination, edit: { ...want, because: why } }] };
}

export function conflictOf(key: string, held: Held): Conflict {
  return {
    key,
    origins: held.settings.map((setting) => setting.origin),
    text: conflictText(
      key,
      held.settings.map((setting) => setting.origin),
    ),
  };
}

/** Whether a value already is what is wanted, as the engine would read both. */
export function isSatisfied(want: Want, value: Json | undefined): boolean {
  if (want.value === null) return isNothing(want.key, value);
  if (!flagLists.includes(want.key)) return same(want.value, value ?? null);
  // flags and files may say the same twice, which the engine counts once
  const forms = (list: Json | undefined) => [
    ...new Set(textsOf(list).map((text) => normalForm(want.key, text))),
  ];
  const [wanted, present] = [forms(want.value), forms(value)];
  // only the order of mirrors means something: they are tried in turn
  return want.key === 'insecure-registries'
    ? same(wanted.toSorted(), present.toSorted())
    : same(wanted, present);
}

/** An empty list and no list are one to the engine; so are an empty and no proxy. */
function isNothing(key: string, value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return flagLists.includes(key) && Array.isArray(value) && value.length === 0;
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The order of an object's keys says nothing. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

function destinationOf(key: string, held: Held, facts: HostFacts): string {
  if (held.settings.some(isInDaemonJson)) return 'daemon-json';
  if (!flagLists.includes(key)) return 'daemon-json';
  const editable = held.settings.find((setting) => !isPackaged(setting.origin.path));
  return editable?.target ?? usualPlace(key, facts);
}

/**
 * Where a list nobody has set yet belongs. The fork's own packages hand registries over as flags,
 * so a list in daemon.json would be one edit of registries.conf away from stopping the engine.
 */
function usualPlace(key: string, facts: HostFacts): string {
  if (facts.engine.fork === 'projectatomic' && key !== 'registry-mirrors')
    return 'sysconfig-docker';
  return facts.flavour === 'boot2docker' ? 'boot2docker-profile' : 'daemon-json';
}
