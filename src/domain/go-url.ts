/**
 * A URL taken apart as Go's `net/url` does, because the engine judges mirrors and proxies with it
 * and prints its errors. The WHATWG parser in Node repairs what Go refuses and refuses what Go
 * takes, so it cannot stand in.
 */
export interface GoUrl {
  readonly scheme: string;
  readonly user: { readonly name: string; readonly password: string | null } | null;
  /** as written, brackets and port included */
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
  /** `host:5000` parses as scheme `host` with this as the rest */
  readonly opaque: string;
}

export type GoUrlResult = { readonly url: GoUrl } | { readonly error: string };

/** An error text on its way out of the parser; never leaves this file. */
class ParseError extends Error {}

/**
 * Parses as `url.Parse` does.
 * @returns the parts, or Go's error text without its `parse "…": ` prefix
 * @see golang/go src/net/url/url.go
 */
export function parseGoUrl(text: string): GoUrlResult {
  try {
    const [rest, fragment] = cut(text, '#');
    return { url: { ...parseRest(rest), fragment: percentDecode(fragment, 'path') } };
  } catch (error) {
    if (error instanceof ParseError) return { error: error.message };
    throw error;
  }
}

/** The whole message of Go's `url.Error` for a failed parse. */
export function goParseError(text: string, error: string): string {
  return `parse ${quote(text)}: ${error}`;
}

/** Go's `%q` for the texts that occur here. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** Host without port and brackets, and the port's text, as `URL.Hostname` and `URL.Port` do. */
export function hostnameAndPort(host: string): {
  readonly hostname: string;
  readonly port: string;
} {
  const match = /^(.*?)(?::(\d*))?$/s.exec(host);
  const name = match?.[1] ?? host;
  const hostname = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  return { hostname, port: match?.[2] ?? '' };
}

function parseRest(text: string): Omit<GoUrl, 'fragment'> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses exactly these bytes
  if (/[\u0000-\u001f\u007f]/.test(text)) {
    throw new ParseError('net/url: invalid control character in URL');
  }
  const { scheme, rest } = splitScheme(text);
  const [hierarchy, query] = cut(rest, '?');
  const empty = { scheme, user: null, host: '', path: '', query, opaque: '' };
  if (!hierarchy.startsWith('/')) {
    if (scheme !== '') return { ...empty, opaque: hierarchy };
    if (cut(hierarchy, '/')[0].includes(':')) {
      throw new ParseError('first path segment in URL cannot contain colon');
    }
  }
  const authority = /^\/\/([^/]*)/.exec(hierarchy);
  const slashes = scheme === '' && hierarchy.startsWith('///');
  if (!authority || slashes) return { ...empty, path: percentDecode(hierarchy, 'path') };
  const path = percentDecode(hierarchy.slice(authority[0].length), 'path');
  return { ...empty, ...parseAuthority(authority[1] ?? ''), path };
}

function splitScheme(text: string): { readonly scheme: string; readonly rest: string } {
  if (text.startsWith(':')) throw new ParseError('missing protocol scheme');
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text);
  if (!match) return { scheme: '', rest: text };
  return { scheme: (match[1] ?? '').toLowerCase(), rest: text.slice(match[0].length) };
}

function parseAuthority(authority: string): Pick<GoUrl, 'user' | 'host'> {
  const at = authority.lastIndexOf('@');
  const host = parseHost(authority.slice(at + 1));
  if (at === -1) return { user: null, host };
  const userinfo = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo)) {
    throw new ParseError('net/url: invalid userinfo');
  }
  const colon = userinfo.indexOf(':');
  if (colon === -1)
    return { user: { name: percentDecode(userinfo, 'user'), password: null }, host };
  const name = percentDecode(userinfo.slice(0, colon), 'user');
  return { user: { name, password: percentDecode(userinfo.slice(colon + 1), 'user') }, host };
}

function parseHost(host: string): string {
  if (host.startsWith('[')) {
    const close = host.lastIndexOf(']');
    if (close === -1) throw new ParseError("missing ']' in host");
    checkPort(host.slice(close + 1));
  } else {
    const colon = host.lastIndexOf(':');
    if (colon !== -1) checkPort(host.slice(colon));
  }
  return percentDecode(host, 'host');
}

function checkPort(text: string): void {
  if (!/^(:\d*)?$/.test(text)) throw new ParseError(`invalid port ${quote(text)} after host`);
}

/** Percent-decodes; in a host it also refuses what `shouldEscape` of net/url would escape. */
function percentDecode(text: string, where: 'host' | 'path' | 'user'): string {
  const broken = /%(?![0-9A-Fa-f]{2}).{0,2}/su.exec(text);
  if (broken) throw new ParseError(`invalid URL escape ${quote(broken[0])}`);
  if (where === 'host') {
    // In a host only non-ASCII bytes and %25 (a zone) may be escaped.
    const ascii = /%(?!25)[0-7][0-9A-Fa-f]/.exec(text);
    if (ascii) throw new ParseError(`invalid URL escape ${quote(ascii[0])}`);
    const bad = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\u{10ffff}]/u.exec(text);
    if (bad) throw new ParseError(`invalid character ${quote(bad[0])} in host name`);
  }
  if (!text.includes('%')) return text;
  return decodeBytes(text);
}

/** Decodes to bytes first, since an escape may be half of a character. */
function decodeBytes(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i += 1) {
    if (bytes[i] === 0x25) {
      out.push(Number.parseInt(String.fromCharCode(...bytes.slice(i + 1, i + 3)), 16));
      i += 2;
    } else out.push(bytes[i] ?? 0);
  }
  return new TextDecoder().decode(Uint8Array.from(out));
}

function cut(text: string, separator: string): [before: string, after: string] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
