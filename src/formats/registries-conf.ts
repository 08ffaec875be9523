import { parse, type TomlTable, type TomlValue } from 'smol-toml';
import { placeAt } from './text.ts';
import { tomlItems } from './toml/layout.ts';
import { setTomlStrings } from './toml/strings.ts';
import { unwritableToml } from './toml/unwritable.ts';

/** The three lists of /etc/containers/registries.conf, version 1. */
export const registryLists = ['search', 'insecure', 'block'] as const;
export type RegistryList = (typeof registryLists)[number];

export interface RegistriesConf {
  readonly kind: 'parsed';
  readonly lists: { readonly [L in RegistryList]: readonly string[] };
  /** line of each list; null where it is not written */
  readonly lines: { readonly [L in RegistryList]: number | null };
  /** holds tables of version 2, which the fork's service does not read */
  readonly version2: boolean;
}

/**
 * Reads the file that the RHEL 1.13 engine's registries.service turns into `--add-registry`,
 * `--insecure-registry` and `--block-registry` flags.
 * Source: projectatomic/registries registries/registries.py.
 */
export function readRegistriesConf(
  text: string,
): RegistriesConf | { readonly kind: 'broken'; readonly line: number; readonly text: string } {
  try {
    const root = parse(text);
    const lists = {
      search: listIn(root, 'search'),
      insecure: listIn(root, 'insecure'),
      block: listIn(root, 'block'),
    };
    const lines = {
      search: lineOf(text, 'search'),
      insecure: lineOf(text, 'insecure'),
      block: lineOf(text, 'block'),
    };
    const version2 =
      root.registry !== undefined || root['unqualified-search-registries'] !== undefined;
    return { kind: 'parsed', lists, lines, version2 };
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    const line = 'line' in thrown && typeof thrown.line === 'number' ? thrown.line : 1;
    return { kind: 'broken', line, text: thrown.message.split('\n')[0] ?? '' };
  }
}

/**
 * Makes one list be exactly these registries, in the quotes and layout it has; comments stay.
 * @throws Failure needsDecision when the file is no TOML
 */
export function editRegistriesConf(
  text: string,
  list: RegistryList,
  wanted: readonly string[],
): string {
  const now = readRegistriesConf(text);
  if (now.kind === 'broken') throw unwritableToml(text);
  const current = now.lists[list];
  if (current.length === wanted.length && current.every((one, at) => one === wanted[at]))
    return text;
  return setTomlStrings(text, { table: ['registries', list], key: 'registries' }, wanted);
}

function itemOf(text: string, list: RegistryList) {
  return tomlItems(text).find((item) => {
    return (
      item.kind === 'value' &&
      [...item.table, ...item.path].join('.') === `registries.${list}.registries`
    );
  });
}

function lineOf(text: string, list: RegistryList): number | null {
  const item = itemOf(text, list);
  return item ? placeAt(text, item.valueStart).line : null;
}

function listIn(root: TomlTable, list: RegistryList): string[] {
  const registries = root.registries;
  const table = isTable(registries) ? registries[list] : undefined;
  const values = isTable(table) ? table.registries : undefined;
  if (!Array.isArray(values)) return [];
  return values.filter((value): value is string => typeof value === 'string');
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}
