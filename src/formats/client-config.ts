import type { Json, JsonObject } from '../domain/json.ts';
import type { Said } from '../domain/said.ts';
import { explainSyntax } from './daemon-json/fault.ts';
import { scanGoValue } from './json/go-scanner.ts';
import { type JsonEdit, spliceJson } from './json/splice.ts';
import { asGoReads, isObject, jsonTree, membersAt } from './json/tree.ts';
import { bytesOf, type Place, placeAt, textOf } from './text.ts';

/** What `~/.docker/config.json` says; no credential ever leaves this module. */
export interface ClientConfig {
  readonly kind: 'ok';
  /** by daemon host, or `default` */
  readonly proxies: { readonly [host: string]: ClientProxies };
  readonly credsStore: string | null;
  readonly credHelpers: { readonly [host: string]: string };
  /** registries with a stored login, and whether the secret is in the file itself */
  readonly auths: readonly { readonly registry: string; readonly inFile: boolean }[];
  readonly currentContext: string | null;
  readonly text: string;
  at(path: readonly string[]): Place | null;
}

/** Source: docker/cli cli/config/configfile/file.go (ProxyConfig). */
export const clientProxyKeys = [
  'httpProxy',
  'httpsProxy',
  'noProxy',
  'ftpProxy',
  'allProxy',
] as const;
export type ClientProxies = { readonly [K in (typeof clientProxyKeys)[number]]?: string };

export interface BrokenClientConfig {
  readonly kind: 'broken';
  readonly line: number;
  readonly column: number;
  readonly reason: Said;
  readonly repaired: string | null;
}

/** Reads the file as the CLI does: one JSON value, what follows it ignored. */
export function readClientConfig(bytes: Uint8Array): ClientConfig | BrokenClientConfig {
  const text = textOf(bytes);
  if (text.trim() === '') return config(text, {});
  const end = scanGoValue(text, 'byte');
  if (typeof end !== 'number') {
    const { offset, reason, repaired } = explainSyntax(text, end);
    return { kind: 'broken', ...placeAt(text, offset), reason, repaired };
  }
  const values = asGoReads(jsonTree(text));
  return config(text, isObject(values) ? values : {});
}

/** The file after the edits, layout kept; a new one is indented with tabs, as the CLI does. */
export function editClientConfig(config: ClientConfig, edits: readonly JsonEdit[]): Uint8Array {
  const isEmpty = config.text.trim() === '';
  const end = isEmpty ? 0 : scanGoValue(config.text, 'byte');
  const body = isEmpty || typeof end !== 'number' ? '{}' : config.text.slice(0, end);
  const lead = /^\s*/.exec(body)?.[0] ?? '';
  const edited = edits.reduce(spliceJson, body.slice(lead.length));
  if (!isEmpty) return bytesOf(lead + edited + config.text.slice(Number(end)));
  return edited === '{}'
    ? bytesOf(config.text)
    : bytesOf(`${JSON.stringify(JSON.parse(edited), null, '\t')}\n`);
}

function config(text: string, values: JsonObject): ClientConfig {
  const { proxies, credsStore, credHelpers, auths, currentContext } = values;
  return {
    kind: 'ok',
    proxies: Object.fromEntries(
      objectEntries(proxies).map(([host, one]) => [host, proxiesIn(one)]),
    ),
    credsStore: typeof credsStore === 'string' && credsStore !== '' ? credsStore : null,
    credHelpers: Object.fromEntries(objectEntries(credHelpers).filter(isText)),
    auths: objectEntries(auths).map(([registry, auth]) => ({ registry, inFile: hasSecret(auth) })),
    currentContext: typeof currentContext === 'string' ? currentContext : null,
    text,
    at: (path) => {
      const end = scanGoValue(text, 'byte');
      const tree = typeof end === 'number' ? jsonTree(text) : null;
      const member = tree && membersAt(tree, path).at(-1);
      return member ? placeAt(text, member.start) : null;
    },
  };
}

function objectEntries(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function isText(entry: [string, Json]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

function proxiesIn(value: Json): ClientProxies {
  return Object.fromEntries(
    objectEntries(value).filter((entry): entry is [string, string] => {
      return clientProxyKeys.some((key) => key === entry[0]) && isText(entry);
    }),
  );
}

/** `auth`, `identitytoken` and their like; an empty object only says that a helper has it. */
function hasSecret(auth: Json): boolean {
  return objectEntries(auth).some(([key, value]) => {
    return ['auth', 'identitytoken', 'registrytoken', 'password'].includes(key) && value !== '';
  });
}
