import type { HostCapability, HostsEntry } from '../domain/hosts.ts';
import { readHostsToml } from './hosts-toml.ts';
import { removeTomlTable, same, setTomlKey, tomlBlocks, tomlString } from './toml/edit.ts';
import { unwritableToml } from './toml/unwritable.ts';

/** What one table should say: absent leaves a key alone, null removes it. */
export interface HostWish {
  readonly capabilities?: readonly HostCapability[] | null;
  readonly ca?: readonly string[] | null;
  readonly client?: HostsEntry['client'] | null;
  readonly skipVerify?: boolean | null;
  readonly overridePath?: boolean | null;
}

/** What a hosts.toml should say. */
export interface HostsWish {
  /** the upstream, tried last; null: the registry's own address */
  readonly server?: string | null;
  /** of the top level, which belong to the server */
  readonly top?: HostWish;
  /** by URL; null removes the table; new ones are added behind the others in this order */
  readonly hosts?: ReadonlyMap<string, HostWish | null>;
  /** the order the named hosts should stand in; others keep their places behind them */
  readonly order?: readonly string[];
}

/**
 * Edits a hosts.toml in place: comments, order and unknown keys stay, and nothing changes where the
 * file already says what is wished.
 * @throws Failure needsDecision where the file is broken, or written as inline tables
 */
export function editHostsToml(text: string, wish: HostsWish): string {
  if (readHostsToml(text).kind === 'broken') throw unwritableToml(text);
  let result = text;
  if (wish.server !== undefined) result = setServer(result, wish.server);
  if (wish.top) result = setEntry(result, [], wish.top);
  for (const [url, entry] of wish.hosts ?? []) {
    const path = ['host', url];
    result = entry === null ? removeTomlTable(result, path) : withHost(result, path, entry);
  }
  if (wish.order) result = ordered(result, wish.order);
  check(result, wish);
  return result;
}

function setServer(text: string, server: string | null): string {
  const now = readHostsToml(text);
  if (now.kind === 'parsed' && now.toml.server.url === server) return text;
  const printed = server === null ? null : tomlString(server);
  return setTomlKey(text, { table: [], key: 'server' }, printed);
}

/** Makes sure that the table stands, even if it says nothing. */
function withHost(text: string, path: readonly string[], wish: HostWish): string {
  const stands = tomlBlocks(text, ['host']).some((block) => same(block.path, path));
  const base = stands ? text : setTomlKey(text, { table: path, key: 'capabilities' }, '[]');
  const result = setEntry(base, path, wish);
  if (stands || (wish.capabilities ?? []).length > 0) return result;
  return setTomlKey(result, { table: path, key: 'capabilities' }, null);
}

function setEntry(text: string, table: readonly string[], wish: HostWish): string {
  const now = entryAt(text, table);
  const values: readonly (readonly [string, unknown, unknown, string | null])[] = [
    ['capabilities', wish.capabilities, now?.capabilities, list(wish.capabilities)],
    ['ca', wish.ca, now?.ca, oneOrList(wish.ca)],
    ['client', wish.client, now?.client, clients(wish.client)],
    [
      'skip_verify',
      wish.skipVerify,
      now?.skipVerify,
      wish.skipVerify == null ? null : String(wish.skipVerify),
    ],
    ['override_path', wish.overridePath, now?.overridePath, wish.overridePath ? 'true' : null],
  ];
  return values.reduce((result, [key, wanted, current, printed]) => {
    if (wanted === undefined || JSON.stringify(wanted) === JSON.stringify(current)) return result;
    return setTomlKey(result, { table, key }, printed);
  }, text);
}

function entryAt(text: string, table: readonly string[]): HostsEntry | undefined {
  const now = readHostsToml(text);
  if (now.kind === 'broken') return undefined;
  return table.length === 0 ? now.toml.server : now.toml.hosts.find(({ url }) => url === table[1]);
}

function list(values: readonly string[] | null | undefined): string | null {
  return values ? `[${values.map(tomlString).join(', ')}]` : null;
}

function oneOrList(values: readonly string[] | null | undefined): string | null {
  const [first] = values ?? [];
  return values?.length === 1 && first !== undefined ? tomlString(first) : list(values);
}

function clients(pairs: HostsEntry['client'] | null | undefined): string | null {
  if (!pairs || pairs.length === 0) return null;
  const printed = pairs.map(({ certificate, key }) => {
    return key === null ? tomlString(certificate) : (list([certificate, key]) ?? '');
  });
  return `[${printed.join(', ')}]`;
}

/** Moves whole tables, comments and all, so that the named hosts stand in the order asked for. */
function ordered(text: string, order: readonly string[]): string {
  const blocks = tomlBlocks(text, ['host']);
  const urls = blocks.map((block) => block.path[1] ?? '');
  const rank = (url: string) => (order.includes(url) ? order.indexOf(url) : order.length);
  const sorted = blocks.toSorted((a, b) => rank(a.path[1] ?? '') - rank(b.path[1] ?? ''));
  if (sorted.every((block, at) => block.path[1] === urls[at])) return text;
  const pieces = sorted.map(({ start, end }) => withGap(text.slice(start, end)));
  const first = blocks[0]?.start ?? text.length;
  const between = blocks.slice(1).map((block, at) => text.slice(blocks[at]?.end, block.start));
  const rest = text.slice(blocks.at(-1)?.end ?? text.length);
  return `${text.slice(0, first) + pieces.join('') + between.join('') + rest}`.replace(
    /\n+$/,
    '\n',
  );
}

/** A block that stood last may lack the blank line that parts it from the next. */
function withGap(block: string): string {
  return `${block.trimEnd()}\n\n`;
}

/** An edit that the reader does not see would be a lie. */
function check(text: string, wish: HostsWish): void {
  const now = readHostsToml(text);
  const urls = now.kind === 'parsed' ? now.toml.hosts.map((host) => host.url) : [];
  const isRight = [...(wish.hosts ?? [])].every(([url, entry]) => {
    return urls.includes(url) === (entry !== null);
  });
  if (now.kind === 'broken' || !isRight) throw unwritableToml(text);
}
