import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { isLoopbackAddress, parseCidr, unmap } from './cidr.ts';
import { splitHostPort } from './host-port.ts';

/** Where a request goes, as NO_PROXY judges it. */
export interface NoProxyTarget {
  /** name or literal address without brackets */
  readonly host: string;
  readonly port: number;
}

/** Why a request goes direct. */
export type Bypass =
  | { readonly kind: 'loopback' }
  /** the item of the list that matched, as it is written */
  | { readonly kind: 'item'; readonly item: string };

/**
 * Whether a request is kept from the proxy, and by what.
 * @returns null when it goes through the proxy
 * @see golang/net http/httpproxy/proxy.go useProxy, init
 */
export function bypassOf(target: NoProxyTarget, noProxy: string): Bypass | null {
  const host = toAscii(target.host);
  if (host === 'localhost' || isLoopbackAddress(host)) return { kind: 'loopback' };
  const items = noProxy.split(',').map((item) => item.trim());
  // A lone `*` anywhere wins over everything that was read before it.
  const star = items.find((item) => item === '*');
  const match = star ?? items.find((item) => item !== '' && matches(item.toLowerCase(), target));
  return match === undefined ? null : { kind: 'item', item: match };
}

/**
 * The same for engines built with Go 1.10 and older (Docker before 18.09): no networks, ports in
 * items ignored, and a leading dot also matches the bare domain.
 * @see golang/go go1.10 src/net/http/transport.go useProxy
 */
export function bypassBeforeGo111(target: NoProxyTarget, noProxy: string): Bypass | null {
  const host = toAscii(target.host);
  if (host === 'localhost' || isLoopbackAddress(host)) return { kind: 'loopback' };
  if (noProxy === '*') return { kind: 'item', item: '*' };
  const address = (isIP(host) === 6 ? `[${host}]` : host).toLowerCase();
  const match = noProxy
    .split(',')
    .map((item) => item.trim())
    .find((item) => item !== '' && matchesBeforeGo111(item.toLowerCase(), address));
  return match === undefined ? null : { kind: 'item', item: match };
}

/**
 * Items that match no host at all, as they are written: a scheme, a space for a comma, a `*` that is
 * no first label, a network that is none.
 * @see golang/net http/httpproxy/proxy.go init
 */
export function idleItems(noProxy: string): readonly string[] {
  const items = noProxy.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '' && item !== '*' && !canMatch(item));
}

function canMatch(item: string): boolean {
  if (parseCidr(item)) return true;
  const split = splitHostPort(item);
  if (split && !/^\d*$/.test(split.port)) return false;
  const name = split?.host ?? item;
  return isIP(name) !== 0 || /^(\*?\.)?[^\s/*:;]+$/.test(name);
}

/** @param item trimmed, lower case, not empty, not `*` */
function matches(item: string, target: NoProxyTarget): boolean {
  const host = toAscii(target.host).toLowerCase().trim();
  const isAddress = isIP(host) !== 0;
  const cidr = parseCidr(item);
  if (cidr) return isAddress && cidr.contains(host);
  const split = splitHostPort(item);
  const name = split?.host ?? item;
  if (name === '') return false;
  if (split && split.port !== '' && split.port !== String(target.port)) return false;
  if (isIP(name) !== 0) return isAddress && sameAddress(name, host);
  return !isAddress && matchesDomain(name, host);
}

function matchesDomain(item: string, host: string): boolean {
  const name = item.startsWith('*.') ? item.slice(1) : item;
  const wantsApex = !name.startsWith('.');
  const suffix = toAscii(wantsApex ? `.${name}` : name);
  return host.endsWith(suffix) || (wantsApex && host === suffix.slice(1));
}

function matchesBeforeGo111(item: string, address: string): boolean {
  const colon = item.lastIndexOf(':');
  const name = colon > item.lastIndexOf(']') ? item.slice(0, colon) : item;
  if (name === '') return false;
  if (address === name) return true;
  if (name.startsWith('.')) return address.endsWith(name) || address === name.slice(1);
  return address.endsWith(`.${name}`);
}

function sameAddress(one: string, other: string): boolean {
  const [a, b] = [unmap(one), unmap(other)];
  if (isIP(a) !== isIP(b)) return false;
  return parseCidr(`${a}/${isIP(a) === 4 ? 32 : 128}`)?.contains(b) ?? false;
}

/** Go converts only what is not ASCII, and keeps the text where that fails. */
function toAscii(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range starts at NUL
  if (/^[\u0000-\u007f]*$/.test(name)) return name;
  const [dot, rest] = name.startsWith('.') ? ['.', name.slice(1)] : ['', name];
  const ascii = domainToASCII(rest);
  return ascii === '' ? name : dot + ascii;
}
