import type { EngineVersion } from '../domain/engine.ts';
import type { HostFacts, Setting } from '../domain/facts.ts';
import { Failure } from '../domain/failure.ts';
import type { Json } from '../domain/json.ts';
import type { FileChange } from '../domain/plan.ts';
import {
  absentDaemonJson,
  type BrokenDaemonJson,
  type DaemonJson,
  editDaemonJson,
  readDaemonJson,
} from '../formats/daemon-json.ts';
import { fileChange } from './change.ts';
import type { Edit, Target } from './contract.ts';
import { holdsPassword, isProxyKey, proxyKeys } from './proxy-keys.ts';
import { stateOf } from './text.ts';
import { said, title } from './words.ts';

const id = 'daemon-json';

/**
 * The engine's own file. Its keys are Docker's; the three proxy keys stand inside `proxies`, and
 * the fork's lists are spelt in the singular (projectatomic/docker daemon/config.go).
 */
export const daemonJson: Target = {
  id,
  title: title.daemonJson,
  kind: 'engine-file',
  holds: [
    'registry-mirrors',
    'insecure-registries',
    ...proxyKeys,
    'add-registries',
    'block-registries',
    'daemon.*',
  ],
  appliesTo: () => true,
  paths: (facts) => [facts.layout.daemonJson],
  read,
  render,
};

/** The gathered daemon.json: absent counts as empty, a broken one says where and why. */
export function daemonDocument(facts: HostFacts): DaemonJson | BrokenDaemonJson {
  const state = stateOf(facts, facts.layout.daemonJson);
  if (state.kind === 'absent') return absentDaemonJson;
  const { bytes } = state;
  const { version } = facts.engine;
  const before = known.get(bytes);
  if (before && before.version === version) return before.document;
  const document = readDaemonJson(bytes, version);
  known.set(bytes, { version, document });
  return document;
}

/** The same file is asked for by everybody who needs one value of it: it is read once. */
const known = new WeakMap<
  Uint8Array,
  { readonly version: EngineVersion | null; readonly document: DaemonJson | BrokenDaemonJson }
>();

/** The value of a key as the engine decodes it; undefined when it is not set or not readable. */
export function daemonValue(facts: HostFacts, key: string): Json | undefined {
  const document = daemonDocument(facts);
  return document.kind === 'ok' && Object.hasOwn(document.values, key)
    ? document.values[key]
    : undefined;
}

/** Where a key of Docker's stands in the file. A key that begins with `/` is such a path already. */
export function pathOf(key: string): readonly string[] {
  if (key.startsWith('/')) return key.slice(1).split('/');
  if (isProxyKey(key)) return ['proxies', key];
  return [forkSpelling[key] ?? key];
}

const forkSpelling: { readonly [key: string]: string } = {
  'add-registries': 'add-registry',
  'block-registries': 'block-registry',
};

function read(facts: HostFacts): readonly Setting[] {
  const document = daemonDocument(facts);
  if (document.kind === 'broken') return [];
  return Object.entries(document.values)
    .filter(([name]) => !isProxyKey(name))
    .flatMap(([name, value]) =>
      name === 'proxies' ? proxySettings(value) : [[keyOf(name), value] as const],
    )
    .map(([key, value]) => setting(facts, document, { key, value }));
}

function keyOf(name: string): string {
  const known = Object.entries(forkSpelling).find(([, spelling]) => spelling === name);
  return known?.[0] ?? name;
}

/** Only the daemon's own form sets anything; the client's (`default`) stops the engine. */
function proxySettings(value: Json): readonly (readonly [string, Json])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).filter(([key, text]) => isProxyKey(key) && text !== '');
}

function setting(
  facts: HostFacts,
  document: DaemonJson,
  { key, value }: { readonly key: string; readonly value: Json },
): Setting {
  const line = document.at(pathOf(key))?.line ?? null;
  const path = facts.layout.daemonJson;
  return { key, subject: null, value, origin: { kind: 'file', path, line }, target: id };
}

function render(edits: readonly Edit[], facts: HostFacts): readonly FileChange[] {
  const document = daemonDocument(facts);
  if (document.kind === 'broken' || edits.length === 0) return [];
  const path = facts.layout.daemonJson;
  if (/%[A-Za-z]/.test(path)) throw new Failure('needsDecision', said.specifierInPath(path));
  const content = editDaemonJson(document, withoutEmptyProxies(document, edits));
  return fileChange(facts, {
    target: id,
    path,
    content: document === absentDaemonJson && content.length === 0 ? null : content,
    secret: edits.some((edit) => isProxyKey(edit.key) && holdsPassword(edit.value)),
    because: edits.map((edit) => edit.because),
  });
}

/** A `proxies` object whose last member goes is taken out itself. */
function withoutEmptyProxies(document: DaemonJson, edits: readonly Edit[]) {
  const spliced = edits.map(({ key, value }) => ({
    path: pathOf(key),
    value: value === null ? undefined : value,
  }));
  const present = Object.keys(proxiesOf(document));
  const inside = spliced.filter((edit) => edit.path[0] === 'proxies');
  const removed = inside.filter((edit) => edit.value === undefined).map((edit) => edit.path[1]);
  const emptied = present.length > 0 && present.every((key) => removed.includes(key));
  if (!emptied || inside.some((edit) => edit.value !== undefined)) return spliced;
  return [
    ...spliced.filter((edit) => !inside.includes(edit)),
    { path: ['proxies'], value: undefined },
  ];
}

function proxiesOf(document: DaemonJson): { readonly [key: string]: Json } {
  const { proxies } = document.values;
  return typeof proxies === 'object' && proxies !== null && !Array.isArray(proxies)
    ? (proxies as { readonly [key: string]: Json })
    : {};
}
