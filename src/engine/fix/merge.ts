import type { DesiredState, ListWish, ProxiesWish, RegistryWish } from '../../domain/desired.ts';
import { formatProxyUrl } from '../../domain/proxy-url.ts';
import type { EngineView } from '../../domain/view.ts';
import { defined } from '../../formats/profile/defined.ts';
import { normalForm } from '../placement/wants.ts';

/** What two remedies are merged over: the configuration that both were made for. */
export type MergeBase = Pick<
  EngineView,
  'mirrors' | 'insecure' | 'addRegistries' | 'blockRegistries' | 'proxies'
>;

/** Two wishes that cannot both come true; `key` names what they disagree about. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
  readonly key: string;

  constructor(key: string) {
    super(key);
    this.key = key;
  }
}

/**
 * Puts the wishes of two remedies together. Lists are merged by what each changes, so that one
 * remedy may take a mirror out and the other one exempt a host from the proxy.
 * @throws Disagreement where the two want different values of the same thing
 */
export function mergeDesired(
  one: DesiredState,
  other: DesiredState,
  base: MergeBase,
): DesiredState {
  return {
    ...one,
    ...other,
    ...lists(one, other, base),
    ...defined({
      proxies: both(one.proxies, other.proxies, (a, b) => mergeProxies(a, b, base.proxies.no)),
      'client-proxies': both(one['client-proxies'], other['client-proxies'], (a, b) =>
        mergeProxies(a, b, ''),
      ),
      registries: both(one.registries, other.registries, mergeRegistries),
      'system-ca': both(one['system-ca'], other['system-ca'], mergeSystem),
      daemon: both(one.daemon, other.daemon, (a, b) => mergeMembers('daemon', a, b)),
    }),
  };
}

/** What only one of the two wishes needs no merging. */
function both<T>(
  one: T | undefined,
  other: T | undefined,
  merge: (one: T, other: T) => T,
): T | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : merge(one, other);
}

type SystemCa = DesiredState['system-ca'] & object;

function mergeSystem(one: SystemCa | null, other: SystemCa | null): SystemCa | null {
  return one && other ? unique([...one, ...other]) : same('system-ca', one, other);
}

const listKeys = {
  'registry-mirrors': 'mirrors',
  'insecure-registries': 'insecure',
  'add-registries': 'addRegistries',
  'block-registries': 'blockRegistries',
} as const;

function lists(one: DesiredState, other: DesiredState, base: MergeBase): Partial<DesiredState> {
  return Object.fromEntries(
    Object.entries(listKeys).flatMap(([name, held]) => {
      const key = name as keyof typeof listKeys;
      const [a, b] = [one[key], other[key]];
      if (a === undefined || b === undefined) return [];
      return [[key, mergeLists(key, base[held], [a, b])]];
    }),
  );
}

interface Change {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

function mergeLists(
  key: string,
  base: readonly string[],
  wishes: readonly (ListWish<string> | null)[],
): ListWish<string> {
  const changes = wishes.map((wish) => changeOf(key, base, wish));
  const add = unique(changes.flatMap((change) => change.add));
  const remove = unique(changes.flatMap((change) => change.remove));
  const removed = new Set(remove.map((value) => normalForm(key, value)));
  if (add.some((value) => removed.has(normalForm(key, value)))) throw new Disagreement(key);
  return { kind: 'merge', add, remove };
}

function changeOf(key: string, base: readonly string[], wish: ListWish<string> | null): Change {
  if (wish === null) return { add: [], remove: base };
  if (wish.kind === 'merge') return wish;
  const without = (values: readonly string[], others: readonly string[]) => {
    const known = new Set(others.map((value) => normalForm(key, value)));
    return values.filter((value) => !known.has(normalForm(key, value)));
  };
  return { add: without(wish.values, base), remove: without(base, wish.values) };
}

function mergeProxies(
  a: ProxiesWish | null,
  b: ProxiesWish | null,
  base: string,
): ProxiesWish | null {
  if (a === null || b === null) return same('proxies', a, b);
  const merged: { -readonly [K in keyof ProxiesWish]: ProxiesWish[K] } = { ...a, ...b };
  for (const key of ['http-proxy', 'https-proxy'] as const) {
    const [x, y] = [a[key], b[key]];
    if (x !== undefined && y !== undefined && textOf(x) !== textOf(y)) throw new Disagreement(key);
  }
  const [x, y] = [a['no-proxy'], b['no-proxy']];
  if (x !== undefined && y !== undefined) merged['no-proxy'] = mergeNoProxy(base, x, y);
  return merged;
}

function textOf(proxy: ProxiesWish['http-proxy']): string | null {
  return proxy ? formatProxyUrl(proxy, { withPassword: true }) : null;
}

function mergeNoProxy(base: string, one: string | null, other: string | null): string | null {
  const items = (text: string | null) =>
    (text ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  const held = items(base);
  const wanted = [items(one), items(other)];
  const kept = held.filter((item) => wanted.every((list) => list.includes(item)));
  const added = wanted.flatMap((list) => list.filter((item) => !held.includes(item)));
  return unique([...kept, ...added]).join(',') || null;
}

type Registries = NonNullable<DesiredState['registries']>;

function mergeRegistries(a: Registries, b: Registries): Registries {
  const merged = new Map(a);
  for (const [host, wish] of b) {
    const known = merged.get(host);
    merged.set(host, known === undefined ? wish : mergeRegistry(host, known, wish));
  }
  return merged;
}

function mergeRegistry(host: string, a: RegistryWish | null, b: RegistryWish | null) {
  if (a === null || b === null) return same(host, a, b);
  return mergeMembers(host, a, b);
}

/** Members that both have must be the same. */
function mergeMembers<T extends object>(name: string, a: T, b: T): T {
  const [x, y] = [a, b] as { readonly [key: string]: unknown }[];
  for (const key of Object.keys(x ?? {})) {
    if (y && key in y) same(`${name} ${key}`, x?.[key], y[key]);
  }
  return { ...x, ...y } as T;
}

function same<T>(key: string, a: T, b: T): T {
  if (JSON.stringify(a) !== JSON.stringify(b)) throw new Disagreement(key);
  return a;
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
