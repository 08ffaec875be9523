import type { EngineInfo } from '../../domain/facts.ts';
import { normalisedInsecure } from '../../domain/insecure.ts';
import type { Json } from '../../domain/json.ts';
import { bareMirror } from '../../domain/mirror-url.ts';
import type { Expectation } from '../../domain/plan.ts';
import { maskedAsEngine } from '../masked.ts';

export type Verification = 'verified' | 'differs' | 'notObservable';

/** Compares what the engine should show with what it shows, key by key. */
export function verify(
  expects: readonly Expectation[],
  info: EngineInfo | null,
): { readonly [key: string]: Verification } {
  return Object.fromEntries(expects.map((each) => [each.key, judge(each, info)]));
}

/** The keys in which the engine shows something else. */
export function differing(expects: readonly Expectation[], info: EngineInfo): readonly string[] {
  return expects.filter((each) => judge(each, info) === 'differs').map((each) => each.key);
}

/** What the engine shows for the same keys; those it does not show at all are left out. */
export function shownBy(info: EngineInfo, expects: readonly Expectation[]): readonly Expectation[] {
  return expects.flatMap(({ key }) => {
    const value = observables[key]?.read(info);
    return value === undefined ? [] : [{ key, value }];
  });
}

function judge({ key, value }: Expectation, info: EngineInfo | null): Verification {
  const observable = observables[key];
  const seen = info && observable?.read(info);
  if (!observable || seen === null || seen === undefined) return 'notObservable';
  // a removed key falls back to a default that depends on version and platform
  if (value === null && observable.normal(null) === null) return 'notObservable';
  const same = JSON.stringify(observable.normal(value)) === JSON.stringify(observable.normal(seen));
  return same ? 'verified' : 'differs';
}

interface Observable {
  /** undefined: this engine does not say */
  readonly read: (info: EngineInfo) => Json | undefined;
  /** one spelling for all values that mean the same; null where a removed key means no one value */
  readonly normal: (value: Json) => Json;
}

/** What `/info` tells of the configuration (moby daemon/info.go). */
const observables: { readonly [key: string]: Observable | undefined } = {
  'registry-mirrors': {
    read: (info) => info.mirrors,
    normal: (list) => texts(list).map(bareMirror),
  },
  'insecure-registries': {
    read: (info) => info.insecure,
    normal: (list) => normalisedInsecure(texts(list).map((entry) => entry.toLowerCase())),
  },
  'http-proxy': { read: (info) => info.httpProxy, normal: proxy },
  'https-proxy': { read: (info) => info.httpsProxy, normal: proxy },
  'no-proxy': { read: (info) => info.noProxy, normal: (value) => value ?? '' },
  debug: raw('Debug'),
  labels: {
    read: (info) => info.raw.Labels,
    normal: (list) => (list === null ? [] : [...texts(list)].sort()),
  },
  'live-restore': raw('LiveRestoreEnabled'),
  'log-driver': raw('LoggingDriver'),
  'data-root': raw('DockerRootDir'),
  'default-runtime': raw('DefaultRuntime'),
  experimental: raw('ExperimentalBuild'),
};

function raw(name: string): Observable {
  return { read: (info) => info.raw[name], normal: (value) => value };
}

function texts(value: Json): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** It masks whatever stands before the `@`, a user name without a password as well. */
function proxy(value: Json): Json {
  return typeof value === 'string' ? maskedAsEngine(value).replace(/\/$/, '') : '';
}
