import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import { isObject } from '../../domain/json-object.ts';
import { checkNames } from '../../domain/key-check.ts';
import {
  checkSpelling,
  checkValue,
  daemonProxiesOf,
  isClientProxies,
} from '../../domain/key-value.ts';
import { meantValue } from '../../domain/meant-value.ts';
import type { Said } from '../../domain/said.ts';
import type { DaemonJson } from '../../formats/daemon-json.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { isProxyKey } from '../../targets/proxy-keys.ts';
import type { Current } from '../placement/current.ts';
import type { PlacedEdit } from '../placement/placed.ts';
import type { Want } from '../placement/wants.ts';
import { at, said } from './words.ts';

/** What the file says wrongly, turned into wishes where what was meant is clear. */
export interface Existing {
  /** further wishes: what a converted name was meant to set */
  readonly wants: readonly Want[];
  /** the wrong names, taken out */
  readonly edits: readonly PlacedEdit[];
  readonly warnings: readonly Said[];
}

/** How far misspelt names are put right. */
export type Repair = 'nothing' | 'what loosens nothing' | 'everything';

export const noneExisting: Existing = { wants: [], edits: [], warnings: [] };

/** One name of daemon.json that does not do what it says. */
interface Wrong {
  readonly name: string;
  readonly path: readonly string[];
  readonly value: Json;
  readonly problem: Said;
  readonly fatal: boolean;
  /** wishes that say what was meant; empty where that is unclear */
  readonly meant: readonly Want[];
}

/**
 * Looks at the names and values that are in daemon.json already. A wrong name whose setting is
 * wished for anyway gives way to the wish. Others are converted with `repair`; without it the
 * engine's silent ones are a warning, and what stops the engine needs a decision.
 * @throws Failure needsDecision with the place, the reason and the way out
 */
export function settleExisting(current: Current, wants: readonly Want[], repair: Repair): Existing {
  const document = daemonDocument(current.facts);
  if (document.kind === 'broken') return noneExisting;
  const wrongs = wrongsIn(document, current, wants);
  const gone = wrongs.filter((wrong) => isCovered(wrong, wants) || isRepaired(wrong, repair));
  const left = wrongs.filter((wrong) => !gone.includes(wrong));
  const fatal = left.find((wrong) => wrong.fatal);
  if (fatal) throw fatalFailure(current.facts, document, fatal);
  return {
    wants: distinct(
      gone.filter((wrong) => !isCovered(wrong, wants)).flatMap((wrong) => wrong.meant),
    ),
    edits: gone.map(removalOf),
    warnings: [
      ...left.map((wrong) =>
        said.existingIgnored(placeOf(current.facts, document, wrong), wrong.problem),
      ),
      ...duplicateKeys(document, current.facts.layout.daemonJson),
    ],
  };
}

/** What of daemon.json this engine refuses, whatever is wished. */
export function refusedIn(current: Current): readonly Pick<Wrong, 'path' | 'problem'>[] {
  const document = daemonDocument(current.facts);
  if (document.kind === 'broken') return [];
  return wrongsIn(document, current, []).filter((wrong) => wrong.fatal);
}

function wrongsIn(
  document: DaemonJson,
  current: Current,
  wants: readonly Want[],
): readonly Wrong[] {
  return [...wrongNames(document, current), ...wrongValues(document, current, wants)];
}

function duplicateKeys({ duplicates }: DaemonJson, file: string): readonly Said[] {
  return duplicates.map(({ path, places }) =>
    said.duplicateKey(
      file,
      path.join('.'),
      places.map((place) => place.line),
    ),
  );
}

/** Several wrong names can mean one and the same wish. */
function distinct(wants: readonly Want[]): readonly Want[] {
  return wants.filter((want, at) => wants.findIndex((each) => each.key === want.key) === at);
}

function wrongNames(document: DaemonJson, { facts }: Current): readonly Wrong[] {
  const fatalKinds = fatalKindsFor(facts.engine);
  return checkNames(document.values, facts.engine).map(({ name, path, value, verdict }) => ({
    name,
    path,
    value,
    problem: verdict.problem,
    fatal: fatalKinds.includes(verdict.kind),
    meant: meaningOf({ path, value, use: verdict.use }, document),
  }));
}

/** The fork has keys nobody can list; and of which age a name is says nothing of an unknown engine. */
function fatalKindsFor({ fork, version }: HostFacts['engine']): readonly string[] {
  if (fork) return [];
  return version === null ? ['unknown'] : ['unknown', 'removed', 'tooNew'];
}

/** What a wrong name was meant to set, where there is one answer. */
function meaningOf(
  wrong: { readonly path: readonly string[]; readonly value: Json; readonly use: string | null },
  document: DaemonJson,
): readonly Want[] {
  const [outer = '', inner] = wrong.path;
  const want = (key: string, value: Json): Want => ({ key, subject: null, value });
  if (outer.toLowerCase() === 'proxies' && inner !== undefined) {
    // An engine older than the key can have the value all the same, from its environment.
    if (isProxyKey(inner)) return [want(inner, wrong.value)];
    const { proxies = null } = document.values;
    if (isClientProxies(proxies)) return proxyWants(proxies);
    const { use } = wrong;
    const isFree = use !== null && isObject(proxies) && !Object.hasOwn(proxies, use);
    return isFree && isProxyKey(use) && typeof wrong.value === 'string'
      ? [want(use, wrong.value)]
      : [];
  }
  if (isProxyKey(outer)) return [want(outer, wrong.value)];
  if (wrong.use === null || Object.hasOwn(document.values, wrong.use)) return [];
  return [
    want(
      wrong.use,
      Array.isArray(wrong.value) || !isListKey(wrong.use) ? wrong.value : [wrong.value],
    ),
  ];
}

function isListKey(key: string): boolean {
  return key === 'registry-mirrors' || key === 'insecure-registries';
}

function proxyWants(proxies: Json): readonly Want[] {
  return Object.entries(daemonProxiesOf(proxies)).map(([key, value]) => ({
    key,
    subject: null,
    value,
  }));
}

/** Known keys whose value stops the engine; those that are wished for get a new one anyway. */
function wrongValues(
  document: DaemonJson,
  { facts }: Current,
  wants: readonly Want[],
): readonly Wrong[] {
  const wished = new Set(wants.map((want) => want.key));
  return Object.entries(document.values).flatMap(([name, value]) => {
    const spelt = checkSpelling(name, document.fractions.get(name));
    const found =
      (wished.has(name) ? null : checkValue(name, value, facts.engine.version)) ?? spelt;
    if (!found) return [];
    // what is spelt wrongly has its value already, so that no edit would touch it
    const right = spelt ? null : meantValue(name, value, facts.engine.version);
    const meant = right === null ? [] : [{ key: name, subject: null, value: right }];
    return [{ name, path: [name], value, problem: found.problem, fatal: true, meant }];
  });
}

/** Whether a wish says what the wrong name was meant to say. */
function isCovered(wrong: Wrong, wants: readonly Want[]): boolean {
  const about = wrong.meant.map((want) => want.key);
  const keys = wrong.path[0] === 'proxies' ? ['http-proxy', 'https-proxy', 'no-proxy'] : about;
  return wants.some((want) => want.subject === null && keys.includes(want.key));
}

function isRepaired(wrong: Wrong, repair: Repair): boolean {
  return canConvert(wrong) && wrong.meant.every(({ key }) => mayConvert(key, repair));
}

/** Whether a key may get the value that it was meant to have. */
export function mayConvert(key: string, repair: Repair): boolean {
  if (repair === 'nothing') return false;
  return repair === 'everything' || key !== 'insecure-registries';
}

function canConvert(wrong: Wrong): boolean {
  return wrong.meant.length > 0;
}

function removalOf(wrong: Wrong): PlacedEdit {
  const key = `/${wrong.path.join('/')}`;
  const edit = { key, subject: null, value: null, because: said.converted(wrong.problem) };
  return { target: 'daemon-json', edit };
}

function fatalFailure(facts: HostFacts, document: DaemonJson, wrong: Wrong): Failure {
  const way = canConvert(wrong) ? said.convertible() : said.brokenByHand();
  const place = placeOf(facts, document, wrong);
  return new Failure('needsDecision', said.existingFatal(place, wrong.problem, way));
}

function placeOf(facts: HostFacts, document: DaemonJson, wrong: Wrong): Said {
  return at(facts.layout.daemonJson, document.at(wrong.path));
}
