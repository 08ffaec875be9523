import type { DesiredState, ListWish, RegistryWish } from '../../domain/desired.ts';
import type { Json } from '../../domain/json.ts';
import { normalisedMirror } from '../../domain/mirror-url.ts';
import type { Current } from './current.ts';
import { misspeltList } from './misspelt.ts';
import { proxyWants } from './proxy-wants.ts';

/** What one key has to become on this host: a value, or null for nothing. */
export interface Want {
  readonly key: string;
  /** for per-registry keys, the host */
  readonly subject: string | null;
  readonly value: Json;
}

/** The wishes as keys with whole values: merges are done, empty lists are nothing. */
export function wantsOf(desired: DesiredState, current: Current): readonly Want[] {
  return [
    ...listWants(desired, current),
    ...proxyWants(desired.proxies, '', current),
    ...proxyWants(desired['client-proxies'], 'client-', current),
    ...registryWants(desired, current),
    ...(desired['system-ca'] === undefined
      ? []
      : [{ key: 'system-ca', subject: null, value: desired['system-ca'] }]),
    ...Object.entries(desired.daemon ?? {}).map(([key, value]) => ({ key, subject: null, value })),
  ];
}

/** Keys whose wishes can be merged with what the host has. */
export const listKeys = [
  'registry-mirrors',
  'insecure-registries',
  'add-registries',
  'block-registries',
] as const;

function listWants(desired: DesiredState, current: Current): readonly Want[] {
  return listKeys.flatMap((key) => {
    const wish: ListWish<string> | null | undefined = desired[key];
    if (wish === undefined) return [];
    return [listWant(key, wish, current)];
  });
}

/** What a list has to become; `value` stands for what the host has where that is another. */
export function listWant(
  key: string,
  wish: ListWish<string> | null,
  current: Current,
  value: Json | undefined = current.held(key).value,
): Want {
  const list = [
    ...(typeof value === 'string' ? entriesIn(value) : textsOf(value)),
    ...misspeltList(current.facts, key),
  ];
  return { key, subject: null, value: listAfter(key, wish, list) };
}

/** A text where a list belongs, as people write one. */
export function entriesIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== '');
}

/**
 * The whole list; null when it comes out empty, for absent and `[]` satisfy the same wish. What is
 * both added and removed stays where it stands, so that the same wish twice is one.
 */
function listAfter(key: string, wish: ListWish<string> | null, list: readonly string[]): Json {
  if (wish === null) return null;
  if (wish.kind === 'exactly') return emptyIsNull(unique(key, wish.values));
  const forms = (values: readonly string[]) =>
    new Set(values.map((value) => normalForm(key, value)));
  const [added, removed] = [forms(wish.add), forms(wish.remove)];
  const kept = list.filter((value) => {
    const form = normalForm(key, value);
    return added.has(form) || !removed.has(form);
  });
  return emptyIsNull(unique(key, [...kept, ...wish.add]));
}

function emptyIsNull(values: readonly string[]): Json {
  return values.length === 0 ? null : values;
}

function unique(key: string, values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const form = normalForm(key, value);
    return !seen.has(form) && seen.add(form);
  });
}

/** The form in which two entries are one to the engine. */
export function normalForm(key: string, value: string): string {
  if (key === 'registry-mirrors' || key === 'mirrors') return normalisedMirror(value);
  if (key === 'insecure-registries') return value.replace(/^https?:\/\//i, '');
  return value;
}

/** A list's texts; what is no text is no entry. */
export function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function registryWants(desired: DesiredState, current: Current): readonly Want[] {
  return [...(desired.registries ?? [])].flatMap(([host, wish]) =>
    wish === null
      ? [
          { key: 'ca', subject: host, value: null },
          { key: 'client', subject: host, value: null },
          ...(current.held('mirrors', host).settings.length > 0
            ? [{ key: 'mirrors', subject: host, value: null }]
            : []),
        ]
      : registryWant(host, wish, current),
  );
}

function registryWant(host: string, wish: RegistryWish, current: Current): readonly Want[] {
  const { ca, client, mirrors } = wish;
  return [
    ...(ca === undefined ? [] : [{ key: 'ca', subject: host, value: ca }]),
    ...(client === undefined ? [] : [{ key: 'client', subject: host, value: pairOf(client) }]),
    ...(mirrors === undefined
      ? []
      : [
          {
            key: 'mirrors',
            subject: host,
            value: listAfter('mirrors', mirrors, textsOf(current.held('mirrors', host).value)),
          },
        ]),
  ];
}

function pairOf(client: NonNullable<RegistryWish['client']> | null): Json {
  return client && { certificate: client.certificate, key: client.key.reveal() };
}
