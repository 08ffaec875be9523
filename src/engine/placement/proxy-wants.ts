import type { ProxiesWish, ProxyUrl } from '../../domain/desired.ts';
import { Failure } from '../../domain/failure.ts';
import { formatProxyUrl, parseProxyUrl } from '../../domain/proxy-url.ts';
import { type ProxyKey, proxyKeys } from '../../targets/proxy-keys.ts';
import type { Current } from './current.ts';
import type { Want } from './wants.ts';
import { refused } from './words.ts';

type Prefix = '' | 'client-';

/**
 * The wishes for proxies as texts. What the host has already, in another spelling that every reader
 * takes for the same, stays as it is spelt: it is nothing to restart an engine for.
 * @throws Failure invalidInput where a password is to be kept that the host does not have
 */
export function proxyWants(
  wish: ProxiesWish | null | undefined,
  prefix: Prefix,
  current: Current,
): readonly Want[] {
  if (wish === undefined) return [];
  return proxyKeys.flatMap((key) => {
    const value = wish === null ? null : wish[key];
    if (value === undefined) return [];
    const present = presentText(current, `${prefix}${key}`);
    const text =
      typeof value === 'object' && value !== null
        ? urlText(whole(value, { wish, key, prefix, current }), present)
        : listText(value, present);
    return [{ key: `${prefix}${key}`, subject: null, value: text === '' ? null : text }];
  });
}

function presentText(current: Current, key: string): string | null {
  const { value } = current.held(key);
  return typeof value === 'string' ? value : null;
}

function urlText(proxy: ProxyUrl, present: string | null): string {
  const text = formatProxyUrl(proxy, { withPassword: true });
  const parsed = present === null ? null : parseProxyUrl(present);
  const same =
    parsed?.kind === 'proxy' && formatProxyUrl(parsed.proxy, { withPassword: true }) === text;
  return present !== null && same ? present : text;
}

/** Items are trimmed by every reader, and their order means nothing (net http/httpproxy/proxy.go). */
function listText(text: string | null, present: string | null): string | null {
  const items = (list: string) =>
    [...new Set(list.split(',').map((item) => item.trim()))].filter(Boolean).sort().join();
  return text !== null && present !== null && items(text) === items(present) ? present : text;
}

interface Wished {
  readonly wish: ProxiesWish | null;
  readonly key: ProxyKey;
  readonly prefix: Prefix;
  readonly current: Current;
}

/** With the password that the host has for the same user, where that one is to be kept. */
function whole(proxy: ProxyUrl, { wish, key, prefix, current }: Wished): ProxyUrl {
  const needs = proxy.username !== undefined && proxy.password === undefined;
  if (!needs || wish?.['keep-password'] !== true) return proxy;
  const password = [key, ...proxyKeys]
    .map((each) => parseProxyUrl(presentText(current, `${prefix}${each}`) ?? ''))
    .flatMap((parsed) => (parsed.kind === 'proxy' ? [parsed.proxy] : []))
    .find((each) => each.username === proxy.username && each.password !== undefined)?.password;
  if (password === undefined) {
    throw new Failure('invalidInput', refused.noPassword(proxy.username ?? ''));
  }
  return { ...proxy, password };
}
