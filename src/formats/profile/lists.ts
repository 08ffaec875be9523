import type { InsecureEntry, ListWish, MirrorUrl, RegistryHost } from '../../domain/desired.ts';
import { parseInsecureEntry, parseRegistryHost } from '../../domain/insecure.ts';
import { parseMirrorUrl } from '../../domain/mirror-url.ts';
import type { Said } from '../../domain/said.ts';
import { words } from '../words.ts';
import type { Context, Path } from './context.ts';
import { isKeep, type ListData } from './schema.ts';

/** One text of a list, read by the rules of its trade. */
export type Parsed<T> = { readonly value: T } | { readonly problem: Said };

/** What an engine would take; which engine it is shows when the profile is applied. */
export function mirrorIn(text: string): Parsed<MirrorUrl> {
  const parsed = parseMirrorUrl(text, null);
  return 'url' in parsed ? { value: parsed.url } : parsed;
}

export function insecureIn(text: string): Parsed<InsecureEntry> {
  const parsed = parseInsecureEntry(text);
  return 'entry' in parsed ? { value: parsed.entry } : parsed;
}

export function hostIn(text: string): Parsed<RegistryHost> {
  const parsed = parseRegistryHost(text);
  return 'host' in parsed ? { value: parsed.host } : parsed;
}

/** Where a list stands and how its texts are read. */
export interface ListPlace<T> {
  readonly path: Path;
  readonly context: Context;
  parse(text: string): Parsed<T>;
}

/** A list of a profile: exactly these, merged into what is there, removed (null), or left alone. */
export function buildList<T>(
  data: ListData | undefined,
  place: ListPlace<T>,
): ListWish<T> | null | undefined {
  if (data === undefined || isKeep(data)) return undefined;
  if (data === null) return null;
  if (Array.isArray(data)) return { kind: 'exactly', values: buildItems(data, place.path, place) };
  const { add = [], remove = [] } = data;
  const both = add.filter((one) => remove.includes(one));
  for (const one of both) place.context.problem([...place.path, 'remove'], words.addAndRemove(one));
  return {
    kind: 'merge',
    add: buildItems(add, [...place.path, 'add'], place),
    remove: buildItems(remove, [...place.path, 'remove'], place),
  };
}

function buildItems<T>(
  items: readonly string[],
  path: Path,
  { parse, context }: ListPlace<T>,
): T[] {
  const values = items.flatMap((item, at) => {
    const result = parse(item);
    if ('value' in result) return [result.value];
    context.problem([...path, String(at)], result.problem);
    return [];
  });
  for (const [at, value] of values.entries()) {
    if (values.indexOf(value) < at)
      context.problem([...path, String(at)], words.twice(String(value)));
  }
  return values;
}
