import type { HostFacts, Setting } from '../domain/facts.ts';
import type { HostsToml } from '../domain/hosts.ts';
import type { Json } from '../domain/json.ts';
import { normalisedMirror } from '../domain/mirror-url.ts';
import type { FileChange } from '../domain/plan.ts';
import { editHostsToml, type HostsWish } from '../formats/hosts-toml-edit.ts';
import { inFile } from '../formats/unwritable.ts';
import { fileChange } from './change.ts';
import type { Edit, Target } from './contract.ts';
import {
  filesNamedByHostsToml,
  hostsTomlOf,
  namesIn,
  readsHostsToml,
  trustFolder,
  trustFolders,
} from './hosts-files.ts';
import { beginHostsToml, heading } from './hosts-toml-new.ts';
import { textOf } from './text.ts';
import { title } from './words.ts';

const id = 'hosts-toml';

/**
 * `certs.d/HOST/hosts.toml`, the containerd store's own description of a registry: its mirrors,
 * each with its own trust. Once it has two endpoints the engine no longer merges daemon.json's
 * mirrors and insecure registries into it (moby daemon/hosts.go mergeLegacyConfig).
 */
export const hostsToml: Target = {
  id,
  title: title.hostsToml,
  kind: 'hosts',
  holds: ['mirrors', 'ca', 'client'],
  appliesTo: readsHostsToml,
  paths: (facts) => [
    ...trustFolders(facts).map(({ folder }) => `${folder}/hosts.toml`),
    ...filesNamedByHostsToml(facts),
  ],
  read,
  render: (edits, facts) =>
    [...new Set(edits.map((edit) => edit.subject ?? ''))].flatMap((host) =>
      renderOne(
        host,
        edits.filter((edit) => edit.subject === host),
        facts,
      ),
    ),
};

function read(facts: HostFacts): readonly Setting[] {
  return trustFolders(facts).flatMap(({ folder, host }): Setting[] => {
    const toml = hostsTomlOf(facts, host);
    const path = `${folder}/hosts.toml`;
    if (!toml || toml.hosts.length === 0 || folder !== trustFolder(facts, host)) return [];
    const line = lineOf(textOf(facts, path) ?? '');
    const value = toml.hosts.map((entry) => entry.url ?? '');
    return [
      { key: 'mirrors', subject: host, value, origin: { kind: 'file', path, line }, target: id },
    ];
  });
}

function lineOf(text: string): number | null {
  const at = text.search(/^[ \t]*\[+[ \t]*host[ \t]*\./m);
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}

function renderOne(host: string, edits: readonly Edit[], facts: HostFacts): readonly FileChange[] {
  const path = `${trustFolder(facts, host)}/hosts.toml`;
  const before = textOf(facts, path) ?? '';
  const begun = before === '' ? beginHostsToml(host, edits, facts) : before;
  if (begun === null) return [];
  const after = inFile(path, () =>
    edits.reduce((text, edit) => editHostsToml(text, wishOf(edit, host, facts)), begun),
  );
  return fileChange(facts, {
    target: id,
    path,
    content: isEmptied(after, edits) ? null : after,
    because: edits.map((edit) => edit.because),
  });
}

/** A file of our own that describes no mirror any more goes, and the certificates beside it count by themselves. */
function isEmptied(text: string, edits: readonly Edit[]): boolean {
  const gone = edits.some((edit) => edit.key === 'mirrors' && edit.value === null);
  return gone && text.startsWith(heading);
}

function wishOf(edit: Edit, host: string, facts: HostFacts): HostsWish {
  const toml = hostsTomlOf(facts, host);
  if (edit.key === 'mirrors') return mirrorsWish(edit.value, toml);
  const names = namesIn(facts, trustFolder(facts, host));
  if (edit.key === 'client') return { top: { client: clientsAfter(edit, toml, names) } };
  return caWish(edit, host, { toml, names });
}

interface Beside {
  readonly toml: HostsToml | null;
  /** names in the trust directory, once the certificates are written */
  readonly names: readonly string[];
}

/** The registry itself can stand in the file twice: as the server, and as a host of its own. */
function caWish(edit: Edit, host: string, { toml, names }: Beside): HostsWish {
  const after = (entries: readonly string[] | null | undefined) => {
    const kept = (entries ?? []).filter((entry) => entry.includes('/') || names.includes(entry));
    const more = edit.value === null ? [] : authoritiesIn(names);
    const files = [...new Set([...kept, ...more])];
    return files.length === 0 ? null : files;
  };
  const own = (toml?.hosts ?? []).filter((entry) => authorityOf(entry.url ?? '') === host);
  return {
    top: { ca: after(toml?.server.ca) },
    hosts: new Map(own.map((entry) => [entry.url ?? '', { ca: after(entry.ca) }])),
  };
}

/** What holds the authorities of a registry there: `ca.crt`, or files that say the same already. */
function authoritiesIn(names: readonly string[]): readonly string[] {
  return names.includes('ca.crt') ? ['ca.crt'] : names.filter((name) => name.endsWith('.crt'));
}

function clientsAfter(edit: Edit, toml: HostsToml | null, names: readonly string[]) {
  const kept = (toml?.server.client ?? []).filter(
    ({ certificate }) => certificate.includes('/') || names.includes(certificate),
  );
  const pair = pairIn(names);
  const present = kept.some(({ certificate }) => certificate === `${pair}.cert`);
  if (edit.value === null || present) return kept;
  return [...kept, { certificate: `${pair}.cert`, key: `${pair}.key` }];
}

/** The pair that the host shows: `client`, or the one that was there under a name of its own. */
function pairIn(names: readonly string[]): string {
  const stems = names.filter((name) => name.endsWith('.cert')).map((name) => name.slice(0, -5));
  const pairs = stems.filter((stem) => names.includes(`${stem}.key`));
  return pairs.length === 1 && pairs[0] !== undefined ? pairs[0] : 'client';
}

function authorityOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

/** Tables of mirrors that are not wanted any more go; what a kept one says else stays. */
function mirrorsWish(value: Json, toml: HostsToml | null): HostsWish {
  const wanted = Array.isArray(value) ? value.map(mirrorOf) : [];
  const present = (toml?.hosts ?? []).map((entry) => entry.url ?? '');
  const spelled = wanted.map((mirror) => ({
    ...mirror,
    url:
      present.find((url) => normalisedMirror(url) === normalisedMirror(mirror.url)) ?? mirror.url,
  }));
  const kept = spelled.map((mirror) => mirror.url);
  return {
    hosts: new Map([
      ...present.filter((url) => !kept.includes(url)).map((url) => [url, null] as const),
      ...spelled.map(({ url, ca, skipVerify }) => {
        const tls = {
          ...(ca === undefined ? {} : { ca: ca.length > 0 ? ca : null }),
          ...(skipVerify === undefined ? {} : { skipVerify: skipVerify ? true : null }),
        };
        const fresh = present.includes(url) ? {} : { capabilities: ['pull', 'resolve'] as const };
        return [url, { ...fresh, ...tls }] as const;
      }),
    ]),
    order: kept,
  };
}

function mirrorOf(value: Json) {
  const { url, ca, 'skip-verify': skipVerify } = (value ?? {}) as { readonly [key: string]: Json };
  return {
    url: String(url ?? ''),
    ca: Array.isArray(ca) ? ca.map(String) : undefined,
    skipVerify: typeof skipVerify === 'boolean' ? skipVerify : undefined,
  };
}
