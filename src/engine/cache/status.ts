import type { HostFacts } from '../../domain/facts.ts';
import { normalisedMirror } from '../../domain/mirror-url.ts';
import { redactUrl } from '../../domain/redact.ts';
import type { Language, Said } from '../../domain/said.ts';
import type { ServiceState } from '../../ports/services.ts';
import { textOf } from '../../targets/text.ts';
import type { Judged, Standing } from '../rank/standing.ts';
import { viewOf } from '../view/view.ts';
import { cachePaths, cacheUnit } from './files.ts';

/** A cache as its files say. */
export interface InstalledCache {
  /** how this host calls it, and how others do; null where it is for this host only */
  readonly url: string;
  readonly sharedUrl: string | null;
  readonly listen: string;
  readonly storage: string;
  readonly inContainer: boolean;
  /** masked; null when it goes to Docker Hub directly */
  readonly upstreamProxy: string | null;
}

/** `dockcfg cache status --json` */
export interface CacheDocument {
  readonly schema: 'dockcfg/cache/1';
  readonly installed: boolean;
  readonly unit: {
    readonly name: string;
    readonly active: ServiceState['active'] | null;
    readonly sub: string | null;
  };
  readonly url: string | null;
  readonly sharedUrl: string | null;
  readonly listen: string | null;
  readonly storage: string | null;
  readonly upstreamProxy: string | null;
  /** whether this host's engine pulls through it */
  readonly usedHere: boolean;
  /** whether it serves an image of Docker Hub; null where it was not asked */
  readonly serves: { readonly standing: Standing; readonly text: string } | null;
  /** what makes another host pull through it */
  readonly otherHosts: readonly string[];
}

/** @param facts with the cache's own files */
export function installedCache(facts: HostFacts): InstalledCache | null {
  const configuration = textOf(facts, cachePaths.configuration);
  if (configuration === null) return null;
  const found = (pattern: RegExp) => pattern.exec(configuration)?.[1] ?? '';
  const environment = textOf(facts, cachePaths.environment) ?? '';
  const proxy = /^HTTPS_PROXY="(.*)"$/m.exec(environment)?.[1];
  return {
    url: found(/^# url: (\S+)$/m),
    sharedUrl: found(/^# shared: (\S+)$/m) || null,
    listen: found(/^ {2}addr: "(.*)"$/m),
    storage: found(/^ {4}rootdirectory: "(.*)"$/m),
    inContainer: / run .*--name=dockcfg-cache/.test(textOf(facts, cachePaths.unit) ?? ''),
    upstreamProxy: proxy === undefined ? null : redactUrl(proxy),
  };
}

export interface CacheSight {
  readonly cache: InstalledCache | null;
  readonly service: ServiceState | null;
  readonly serves: Judged | null;
}

/** What is known of the cache, in one language. */
export function cacheDocument(
  { cache, service, serves }: CacheSight,
  facts: HostFacts,
  language: Language,
): CacheDocument {
  const text = (said: Said) => said[language];
  const mirrors = viewOf(facts, 'running').mirrors.map(normalisedMirror);
  return {
    schema: 'dockcfg/cache/1',
    installed: cache !== null,
    unit: { name: cacheUnit, active: service?.active ?? null, sub: service?.sub ?? null },
    url: cache?.url ?? null,
    sharedUrl: cache?.sharedUrl ?? null,
    listen: cache?.listen ?? null,
    storage: cache?.storage ?? null,
    upstreamProxy: cache?.upstreamProxy ?? null,
    usedHere: cache !== null && mirrors.includes(normalisedMirror(cache.url)),
    serves: serves && { standing: serves.standing, text: text(serves.text) },
    otherHosts: cache?.sharedUrl ? ['dockcfg', 'apply', '--add-mirror', cache.sharedUrl] : [],
  };
}
