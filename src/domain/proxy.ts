import type { ProxyUrl } from './desired.ts';
import type { EngineVersion } from './engine.ts';
import { goMinorOf } from './go-version.ts';
import { type Bypass, bypassBeforeGo111, bypassOf, type NoProxyTarget } from './no-proxy.ts';
import { formatProxyUrl, lookupText, type ParsedProxy, parseProxyUrl } from './proxy-url.ts';
import type { ProxyDecision } from './route.ts';
import { said } from './words.ts';

/** The proxy variables of the engine's process; an empty text is an unset variable. */
export interface ProxySettings {
  readonly http: string;
  readonly https: string;
  readonly no: string;
}

export interface ProxyTarget extends NoProxyTarget {
  readonly scheme: 'https' | 'http';
}

/**
 * Which proxy the engine uses for a request, and which rule says so.
 * @param version null stands for a current engine
 * @see golang/net http/httpproxy/proxy.go
 */
export function decideProxy(
  settings: ProxySettings,
  target: ProxyTarget,
  version: EngineVersion | null,
): ProxyDecision {
  const { variable, text } = variableFor(settings, target.scheme, version);
  const parsed = asUnderstood(parseProxyUrl(text), version);
  switch (parsed.kind) {
    case 'empty':
      return { proxy: null, reason: noVariable(settings, target.scheme) };
    case 'dropped':
      return { proxy: null, reason: said.proxyDropped(variable) };
    case 'unusable':
      return decideUnusable(settings, target, { variable, version, cause: parsed.engineText });
    case 'proxy': {
      const bypass = bypassFor(settings, target, version);
      if (bypass) return { proxy: null, reason: bypassReason(bypass, target.host) };
      return { proxy: parsed.proxy, reason: said.proxied(variable, masked(parsed.proxy)) };
    }
  }
}

/** Upper case before lower case, first non-empty wins, as Go reads the environment. */
export function proxySettingsOf(environment: {
  readonly [name: string]: string | undefined;
}): ProxySettings {
  const read = (name: string) => environment[name] || environment[name.toLowerCase()] || '';
  return { http: read('HTTP_PROXY'), https: read('HTTPS_PROXY'), no: read('NO_PROXY') };
}

/**
 * Go 1.23 (Docker 28.0) takes any scheme: socks5h for what it is, others as proxies in plain HTTP.
 * Before, what was not http, https or socks5 became `http://scheme://…`, whose host is the scheme
 * (golang/net commit 8c07e20f; measured on 20.10.24, 28.5.2, and 26.1.5 as Debian builds it).
 */
function asUnderstood(parsed: ParsedProxy, version: EngineVersion | null): UnderstoodProxy {
  if (parsed.kind !== 'foreign' && parsed.kind !== 'proxy') return parsed;
  const scheme = parsed.kind === 'foreign' ? parsed.scheme : parsed.proxy.scheme;
  const old = goMinorOf(version) < 23;
  if (old && !['http', 'https', 'socks5'].includes(scheme)) {
    return { kind: 'unusable', engineText: lookupText(scheme) };
  }
  return { kind: 'proxy', proxy: parsed.proxy };
}

type UnderstoodProxy = Exclude<ParsedProxy, { kind: 'foreign' }>;

interface Unusable {
  readonly variable: string;
  readonly version: EngineVersion | null;
  readonly cause: string;
}

function decideUnusable(
  settings: ProxySettings,
  target: ProxyTarget,
  unusable: Unusable,
): ProxyDecision {
  const bypass = bypassFor(settings, target, unusable.version);
  if (bypass) return { proxy: null, reason: bypassReason(bypass, target.host) };
  const reason = said.proxyUnusable(unusable.variable, unusable.cause);
  return { proxy: null, reason, problem: reason };
}

/**
 * Until Go 1.15 an https request fell back to HTTP_PROXY; Docker is built with a newer Go since
 * 20.10.8 (moby v20.10.7 and v20.10.8 Dockerfile).
 */
function variableFor(
  settings: ProxySettings,
  scheme: ProxyTarget['scheme'],
  version: EngineVersion | null,
): { readonly variable: string; readonly text: string } {
  if (scheme === 'http') return { variable: 'HTTP_PROXY', text: settings.http };
  const fallsBack = goMinorOf(version) < 16;
  const usable = parseProxyUrl(settings.https).kind;
  if (fallsBack && (usable === 'empty' || usable === 'dropped') && settings.http !== '') {
    return { variable: 'HTTP_PROXY', text: settings.http };
  }
  return { variable: 'HTTPS_PROXY', text: settings.https };
}

/** Docker 18.09 was the first built with Go 1.11, which brought today's NO_PROXY rules. */
function bypassFor(
  settings: ProxySettings,
  target: ProxyTarget,
  version: EngineVersion | null,
): Bypass | null {
  const old = goMinorOf(version) < 11;
  return old ? bypassBeforeGo111(target, settings.no) : bypassOf(target, settings.no);
}

function noVariable(settings: ProxySettings, scheme: ProxyTarget['scheme']) {
  return scheme === 'https' && settings.http !== ''
    ? said.onlyHttpProxy()
    : said.noProxySet(scheme);
}

function bypassReason(bypass: Bypass, host: string) {
  return bypass.kind === 'loopback'
    ? said.loopbackDirect(host)
    : said.noProxyMatch(bypass.item, host);
}

function masked(proxy: ProxyUrl): string {
  return formatProxyUrl(proxy, { withPassword: false });
}
