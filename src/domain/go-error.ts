import type { EngineVersion } from './engine.ts';
import { goMinorOf } from './go-version.ts';
import { joinHostPort } from './host-port.ts';
import type { CauseDetail, TransportCause } from './trial.ts';

/** What the text of a cause depends on. */
export interface ErrorContext {
  readonly host: string;
  /** where the connection goes when the failure is one of reaching the proxy */
  readonly proxyHost: string | null;
  readonly version: EngineVersion | null;
  /** the classic store gives ping and token 15 s as a whole; containerd waits per step */
  readonly wholeRequestLimit: boolean;
}

/**
 * The innermost text of a failed request as the engine's Go prints it.
 * @returns null where the text holds something that cannot be known (a time, a port)
 * @see golang/go src/net/dnsclient_unix.go, src/net/http/transport.go, src/crypto/x509/verify.go
 */
export function causeText(
  cause: TransportCause,
  detail: CauseDetail,
  context: ErrorContext,
): string | null {
  if (detail.text !== undefined) return detail.text;
  const own = detail.host ?? context.host;
  const host = detail.proxy ? (detail.proxyHost ?? context.proxyHost ?? own) : own;
  const text = texts[cause](detail, { ...context, host });
  return text !== null && detail.proxy ? `proxyconnect tcp: ${text}` : text;
}

/** `Get "URL": cause`; Go put no quotes around the URL up to 1.13 (Docker before 20.10.8). */
export function requestText(
  method: string,
  url: string,
  cause: { readonly text: string; readonly version: EngineVersion | null },
): string {
  const quoted = goMinorOf(cause.version) >= 14;
  return `${method} ${quoted ? `"${url}"` : url}: ${cause.text}`;
}

type Text = (detail: CauseDetail, context: ErrorContext) => string | null;

const texts: { readonly [C in TransportCause]: Text } = {
  'name-not-found': (detail, { host }) => lookup(detail, host, 'no such host'),
  // Measured on 20.10.24; and on 26.1.5 and 28.5.2.
  'name-not-asked': (detail, { host, version }) =>
    goMinorOf(version) < 20
      ? `dial tcp: address ${host}: no suitable address found`
      : lookup(detail, host, 'no such host'),
  'name-server-failure': (detail, { host }) => lookup(detail, host, 'server misbehaving'),
  // `read udp 10.0.0.5:53021->10.0.0.53:53: i/o timeout`: the port is chosen anew each time.
  'name-timeout': () => null,
  'name-server-refused': () => null,
  refused: dial('connect: connection refused'),
  'no-route': dial('connect: no route to host'),
  unreachable: dial('connect: network is unreachable'),
  'dial-timeout': (detail, context) =>
    context.wholeRequestLimit ? clientTimeout(context) : dial('i/o timeout')(detail, context),
  reset: () => null,
  closed: () => 'EOF',
  'header-timeout': (_detail, { wholeRequestLimit }) =>
    wholeRequestLimit
      ? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
      : 'net/http: timeout awaiting response headers',
  'tls-plain-http': () => 'http: server gave HTTP response to HTTPS client',
  'tls-not-tls': () => 'tls: first record does not look like a TLS handshake',
  'tls-timeout': () => 'net/http: TLS handshake timeout',
  'tls-unknown-authority': verify(() => 'x509: certificate signed by unknown authority'),
  'tls-expired': () => null,
  'tls-not-yet-valid': () => null,
  'tls-name-mismatch': verify(({ names }, { host }) =>
    names ? `x509: certificate is valid for ${names.join(', ')}, not ${host}` : null,
  ),
  'tls-no-names': verify(
    (_detail, { host }) =>
      `x509: certificate is not valid for any names, but wanted to match ${host}`,
  ),
  'tls-no-ip-names': verify(
    (_detail, { host }) =>
      `x509: cannot validate certificate for ${host} because it doesn't contain any IP SANs`,
  ),
  'tls-common-name': verify(
    () => 'x509: certificate relies on legacy Common Name field, use SANs instead',
  ),
  // Only TLS 1.3 has this alert, and with it came its name (Go 1.12, Docker 19.03); measured on
  // 20.10.24. Go's own servers sent `bad certificate` in its place until Go 1.21.
  'tls-certificate-required': () => 'remote error: tls: certificate required',
  'tls-bad-certificate': () => 'remote error: tls: bad certificate',
  'tls-handshake-failure': () => 'remote error: tls: handshake failure',
  'proxy-status': ({ status }) => status ?? null,
  'proxy-unusable': () => null,
  other: () => null,
};

function lookup(detail: CauseDetail, host: string, what: string): string {
  const server = detail.address === undefined ? '' : ` on ${detail.address}`;
  return `dial tcp: lookup ${host}${server}: ${what}`;
}

function dial(what: string): Text {
  return ({ address, port }, { host }) => {
    const to = address ?? (port === undefined ? null : joinHostPort(host, port));
    return to === null ? null : `dial tcp ${to}: ${what}`;
  };
}

/** Go 1.20 (Docker 24.0, and late rebuilds of older ones) put its own words in front. */
function verify(text: Text): Text {
  return (detail, context) => {
    const inner = text(detail, context);
    const prefixed = goMinorOf(context.version) >= 20;
    return inner !== null && prefixed ? `tls: failed to verify certificate: ${inner}` : inner;
  };
}

/**
 * The limit of 15 s for the whole request ends a dial of 30 s. From Go 1.23 on it depends on who
 * notices first in which words that is said (measured on 28.5.2: three of them).
 */
function clientTimeout({ version }: ErrorContext): string | null {
  const tail = '(Client.Timeout exceeded while awaiting headers)';
  if (goMinorOf(version) >= 23) return null;
  return `net/http: request canceled while waiting for connection ${tail}`;
}
