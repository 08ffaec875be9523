import type { ProxyUrl } from './desired.ts';
import { type GoUrl, goParseError, hostnameAndPort, parseGoUrl } from './go-url.ts';
import { joinHostPort } from './host-port.ts';
import { redactUrl } from './redact.ts';
import { mask, Secret } from './secret.ts';

/** What the engine makes of the text in a proxy variable. */
export type ParsedProxy =
  | { readonly kind: 'proxy'; readonly proxy: ProxyUrl }
  | { readonly kind: 'empty' }
  /** a scheme Go does not know: older releases fail so, newer ones take it for `proxy` */
  | {
      readonly kind: 'foreign';
      readonly scheme: string;
      readonly engineText: string;
      readonly proxy: ProxyUrl;
    }
  /** Go drops it without a word, and requests go direct */
  | { readonly kind: 'dropped'; readonly engineText: string }
  /** Go keeps it, and then every request through it fails */
  | { readonly kind: 'unusable'; readonly engineText: string };

/**
 * Reads a proxy variable as the engine does: `http://` is assumed where no scheme stands, the
 * userinfo is percent-decoded, what does not parse is dropped.
 * @see golang/net http/httpproxy/proxy.go parseProxy
 */
export function parseProxyUrl(text: string): ParsedProxy {
  if (text === '') return { kind: 'empty' };
  const literal = parseGoUrl(text);
  if ('url' in literal && literal.url.scheme !== '' && literal.url.host !== '') {
    return fromGoUrl(literal.url);
  }
  const assumed = parseGoUrl(`http://${text}`);
  if ('url' in assumed) return fromAssumed(assumed.url, text);
  if ('url' in literal) return fromGoUrl(literal.url);
  const cause = goParseError(maskUserinfo(redactUrl(text)), withoutPassword(literal.error, text));
  return { kind: 'dropped', engineText: `invalid proxy address: ${cause}` };
}

/**
 * Writes a proxy as a URL with its credentials percent-encoded, so that every reader of Go's
 * grammar gets the same bytes back.
 * @param options.withPassword false puts the mask where the password was
 */
export function formatProxyUrl(
  proxy: ProxyUrl,
  options: { readonly withPassword: boolean },
): string {
  return `${proxy.scheme}://${userinfo(proxy, options.withPassword)}${joinHostPort(hostIn(proxy), proxy.port)}`;
}

/** Go takes the zone of an IPv6 address percent-encoded only (RFC 6874). */
function hostIn({ host }: ProxyUrl): string {
  return host.includes(':') ? host.replace('%', '%25') : host;
}

/** Ports that stand for themselves when a proxy URL names none (net/http transport.go portMap). */
const defaultPorts: { readonly [S in ProxyUrl['scheme']]: number } = {
  http: 80,
  https: 443,
  socks5: 1080,
  socks5h: 1080,
};

function fromGoUrl(url: GoUrl): ParsedProxy {
  const known = isProxyScheme(url.scheme);
  const { hostname, port } = hostnameAndPort(url.host);
  const number = port === '' ? (known ? defaultPorts[url.scheme] : 0) : Number(port);
  if (hostname === '' || number < 1 || number > 65_535) {
    return { kind: 'unusable', engineText: `dial tcp: address ${url.host}: invalid port` };
  }
  const proxy: ProxyUrl = {
    scheme: known ? url.scheme : 'http',
    host: hostname,
    port: number,
    ...(url.user ? { username: url.user.name } : {}),
    ...(url.user?.password != null ? { password: new Secret(url.user.password) } : {}),
  };
  if (known) return { kind: 'proxy', proxy };
  return { kind: 'foreign', scheme: url.scheme, engineText: lookupText(url.scheme), proxy };
}

/**
 * A broken URL that has a scheme becomes `http://http://…`, whose host is `http`: the engine then
 * looks for a machine of that name.
 */
function fromAssumed(url: GoUrl, text: string): ParsedProxy {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1] ?? slipped.exec(text)?.[1];
  if (scheme === undefined) return fromGoUrl(url);
  return { kind: 'unusable', engineText: lookupText(scheme) };
}

/** A colon or a slash too few: `http:/proxy`, `http//proxy`. */
const slipped = /^(https?|socks5h?):?\//i;

/** What an engine says that takes a URL's scheme for the proxy's name. */
export function lookupText(scheme: string): string {
  return `proxyconnect tcp: dial tcp: lookup ${scheme}`;
}

function isProxyScheme(scheme: string): scheme is ProxyUrl['scheme'] {
  return Object.hasOwn(defaultPorts, scheme);
}

function userinfo(proxy: ProxyUrl, withPassword: boolean): string {
  if (proxy.username === undefined && proxy.password === undefined) return '';
  const name = encode(proxy.username ?? '');
  if (proxy.password === undefined) return `${name}@`;
  return `${name}:${withPassword ? encode(proxy.password.reveal()) : mask}@`;
}

/** Stricter than encodeURIComponent: what it leaves alone breaks shells and systemd quoting. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Go quotes the piece it stumbled over. In front of the last `@` it may be one of the password,
 * also where the user's name is an address (`me@corp.example:pass/word@proxy:3128`).
 */
function withoutPassword(error: string, text: string): string {
  return error.replace(/"([\s\S]*)"/, (quoted, piece: string) =>
    text.indexOf(piece) < text.lastIndexOf('@') ? `"${mask}"` : quoted,
  );
}

function maskUserinfo(text: string): string {
  return text.replace(/^((?:[^:/?#]+:)?\/\/)?[\s\S]*@/, (_all, scheme = '') => `${scheme}${mask}@`);
}
