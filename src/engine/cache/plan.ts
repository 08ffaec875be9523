import type { DesiredState, MirrorUrl } from '../../domain/desired.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { normalisedMirror, parseMirrorUrl } from '../../domain/mirror-url.ts';
import type { FileChange, Plan } from '../../domain/plan.ts';
import { decideProxy } from '../../domain/proxy.ts';
import type { Said } from '../../domain/said.ts';
import { fileChange } from '../../targets/change.ts';
import { hostsToml } from '../../targets/hosts-toml.ts';
import { makePlan, type PlanOptions } from '../plan/plan.ts';
import { viewOf } from '../view/view.ts';
import { cacheFiles, cachePaths } from './files.ts';
import { installedCache } from './status.ts';
import { type CacheWishes, ownUrl } from './wishes.ts';
import { cacheWords } from './words.ts';

/** The name under which the history knows the cache's files. */
const target = 'cache';

/**
 * Plans a cache and that this host's engine pulls through it first. The same facts give the same
 * plan, and a cache that stands as wished gives none.
 * @param facts with the cache's own files
 * @throws Failure as makePlan does
 */
export function planCache(
  wishes: CacheWishes,
  facts: HostFacts,
  { template, options }: { readonly template: string; readonly options: PlanOptions },
): Plan {
  const files = cacheFiles(wishes, template);
  const written = files.flatMap(({ path, content, secret, because }) =>
    fileChange(facts, { target, path, content, secret, because: [because] }),
  );
  const paths = files.map(({ path }) => path);
  const stale = removals(facts, (path) => !paths.includes(path));
  const url = ownUrl(wishes);
  const engine = makePlan(withMirror(url, facts), facts, options);
  return joined([...stale, ...written], engine, {
    more: verifiedHub(url, facts, engine),
    warnings: proxyWarnings(url, facts),
  });
}

/** Plans that a cache is gone, and that this host no longer pulls through it. */
export function planWithoutCache(url: string | null, facts: HostFacts, options: PlanOptions): Plan {
  const engine = makePlan(url === null ? {} : withoutMirror(url, facts), facts, options);
  return joined(
    removals(facts, () => true),
    engine,
    { more: [], warnings: [] },
  );
}

function removals(facts: HostFacts, isMeant: (path: string) => boolean): readonly FileChange[] {
  return Object.values(cachePaths)
    .filter(isMeant)
    .flatMap((path) =>
      fileChange(facts, { target, path, content: null, because: [cacheWords.gone()] }),
    );
}

interface Beside {
  /** for the engine, beside what its plan has */
  readonly more: readonly FileChange[];
  readonly warnings: readonly Said[];
}

/** The cache first: whom the engine asks must be there when it asks. */
function joined(files: readonly FileChange[], engine: Plan, { more, warnings }: Beside): Plan {
  const start = {
    kind: 'effect',
    effect: 'cache-service',
    because: [cacheWords.starts()],
  } as const;
  return {
    ...engine,
    changes: [...files, ...(files.length === 0 ? [] : [start]), ...more, ...engine.changes],
    warnings: [...engine.warnings, ...warnings],
  };
}

/** The cache first, and not under the name that it had before. */
function withMirror(url: string, facts: HostFacts): DesiredState {
  const others = othersOf(url, facts);
  return { 'registry-mirrors': { kind: 'exactly', values: [url as MirrorUrl, ...others] } };
}

function othersOf(url: string, facts: HostFacts): readonly MirrorUrl[] {
  const names = [url, ...[installedCache(facts)?.url ?? []].flat()];
  return mirrorsOf(facts).filter((each) => !names.some((name) => same(each, name)));
}

function withoutMirror(url: string, facts: HostFacts): DesiredState {
  if (!mirrorsOf(facts).some((each) => same(each, url))) return {};
  return { 'registry-mirrors': { kind: 'merge', add: [], remove: [url as MirrorUrl] } };
}

function mirrorsOf(facts: HostFacts): readonly MirrorUrl[] {
  return viewOf(facts, 'files').mirrors.flatMap((text) => {
    const parsed = parseMirrorUrl(text, facts.engine.version);
    return 'url' in parsed ? [parsed.url] : [];
  });
}

function same(one: string, other: string): boolean {
  return normalisedMirror(one) === normalisedMirror(other);
}

/**
 * In the containerd store all mirrors share Docker Hub's client, and one on loopback counts as
 * insecure for all of them; a hosts.toml gives each its own (moby daemon/hosts.go
 * mergeLegacyConfig; measured on 28.5.2).
 */
function verifiedHub(url: string, facts: HostFacts, engine: Plan): readonly FileChange[] {
  if (!hostsToml.appliesTo(facts) || !url.startsWith('http:')) return [];
  const value = [url, ...othersOf(url, facts)].map((each) => ({ url: each }));
  const because = cacheWords.hubStaysVerified();
  const edit = { key: 'mirrors', subject: 'docker.io', value, because };
  const taken = engine.changes.flatMap((change) => (change.kind === 'file' ? [change.path] : []));
  return hostsToml.render([edit], facts).filter(({ path }) => !taken.includes(path));
}

function proxyWarnings(url: string, facts: HostFacts): readonly Said[] {
  const { protocol, hostname, port } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const host = hostname.replace(/^\[|\]$/g, '');
  const { proxies, engine } = viewOf(facts, 'files');
  const decision = decideProxy(proxies, { scheme, host, port: Number(port) }, engine.version);
  return decision.proxy ? [cacheWords.throughProxy(url)] : [];
}
