import type { ProxiesWish, ProxyUrl } from '../../domain/desired.ts';
import { type ParsedProxy, parseProxyUrl } from '../../domain/proxy-url.ts';
import type { Said } from '../../domain/said.ts';
import type { Secret } from '../../domain/secret.ts';
import { words } from '../words.ts';
import type { Context, Path } from './context.ts';
import { defined } from './defined.ts';
import { isKeep, type ProxiesData, type TextData } from './schema.ts';

/**
 * The proxies of a profile. `password-file` gives its password to every proxy that names a user
 * and no password; `{ keep: true }` there gives the one that the host has.
 */
export function buildProxies(
  data: ProxiesData | undefined,
  path: Path,
  context: Context,
): ProxiesWish | null | undefined {
  if (data === undefined || isKeep(data)) return undefined;
  if (data === null) return null;
  const file = data['password-file'];
  const named = typeof file === 'string' ? file : null;
  const password = named === null ? undefined : context.password(named, [...path, 'password-file']);
  const proxy = (key: 'http-proxy' | 'https-proxy') =>
    buildProxy(data[key], { path: [...path, key], password, context });
  const proxies = { 'http-proxy': proxy('http-proxy'), 'https-proxy': proxy('https-proxy') };
  if (named !== null && !Object.values(proxies).some((one) => one?.username !== undefined)) {
    context.problem([...path, 'password-file'], words.passwordWithoutUser());
  }
  return defined<ProxiesWish>({
    ...proxies,
    'no-proxy': noProxy(data['no-proxy']),
    'keep-password': isKeep(file) ? true : undefined,
  });
}

function buildProxy(
  data: TextData | undefined,
  from: { path: Path; password: Secret | undefined; context: Context },
): ProxyUrl | null | undefined {
  const { path, password, context } = from;
  if (data === undefined || isKeep(data)) return undefined;
  if (data === null) return null;
  const parsed = parseProxyUrl(data);
  if (parsed.kind === 'proxy') {
    const { proxy } = parsed;
    const takes = password && proxy.username !== undefined && proxy.password === undefined;
    return takes ? { ...proxy, password } : proxy;
  }
  context.problem(path, problemOf(parsed, data));
  return undefined;
}

/** A scheme that Go does not know works on some engines only, and never as what it says. */
function problemOf(parsed: Exclude<ParsedProxy, { kind: 'proxy' }>, data: string): Said {
  if (parsed.kind === 'empty') return words.emptyProxy();
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(data)?.[1]?.toLowerCase();
  const known = scheme === undefined || /^(https?|socks5h?)$/.test(scheme);
  return known ? words.badProxy(parsed.engineText) : words.unknownProxyScheme(scheme);
}

/** A list is written as the engine reads it: one text, comma-separated. */
function noProxy(data: string | readonly string[] | { keep: true } | null | undefined) {
  if (data === undefined || isKeep(data)) return undefined;
  if (data === null || data === '') return null;
  return typeof data === 'string' ? data : data.join(',');
}
