import { expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';

/**
 * What breaks pulls, by how often people meet it, and the codes that name it. A failure without a
 * code would be one the doctor cannot tell.
 */
const failures: readonly (readonly [what: string, codes: readonly string[]])[] = [
  ['unknown authority on a private registry', ['DC2001', 'DC2003', 'DC2004']],
  ['TLS inspection in front of Docker Hub', ['DC2002']],
  ['daemon.json is no JSON', ['DC5001']],
  ['a key as flag and in daemon.json', ['DC5002']],
  ['plain HTTP registry not listed as insecure', ['DC2017', 'DC5016']],
  ['mirror skipped silently', ['DC7001', 'DC7002', 'DC7003', 'DC7004']],
  ['mirrors are for Docker Hub only', ['DC5014']],
  ['percent sign in a systemd Environment line', ['DC3009']],
  ['proxy in the shell, none in the engine', ['DC3005']],
  ['https:// in front of a plain HTTP proxy', ['DC3002']],
  ['manifest comes, layers do not', ['DC4030', 'DC4031']],
  ['rate limit', ['DC4020', 'DC4023', 'DC7010']],
  ['mirror gets no or the wrong login', ['DC7005']],
  ['host resolver is broken', ['DC1001', 'DC1002', 'DC1003', 'DC1004', 'DC1005', 'DC5018']],
  ['only HTTP_PROXY, or only ALL_PROXY, is set', ['DC3006', 'DC3011']],
  ['NO_PROXY item without effect, or with too much', ['DC3007', 'DC3015']],
  ['start-limit after a bad start', ['DC6001']],
  ['settings in a file nobody reads', ['DC5008']],
  ['the RHEL fork or an ancient engine', ['DC5002', 'DC5003', 'DC2019']],
  ['misspelt or singular key', ['DC5003', 'DC5004']],
  ['misspelt flag', ['DC5020']],
  ['invalid mirror', ['DC5005']],
  ['wrong token realm behind a reverse proxy', ['DC4010', 'DC4011', 'DC4012']],
  ['certificate without the right SAN', ['DC2010', 'DC2011', 'DC2012']],
  ['CA saved as .cert, key without certificate, DER', ['DC2019', 'DC2004']],
  ['works in the classic store, not in containerd', ['DC2020', 'DC2021', 'DC2022', 'DC5019']],
  ['AAAA without an IPv6 route', ['DC1014']],
  ['path MTU black hole', ['DC1016']],
  ['407 from the proxy', ['DC3003']],
  ['captive portal or error page', ['DC4001', 'DC7006']],
  ['something else on 443 before the HTTP registry', ['DC4040']],
  ['allow-listed or prefix-only mirror', ['DC7002', 'DC7008']],
  ['dead or parked mirror', ['DC7009', 'DC7006']],
  ['expired, not yet valid, or a wrong clock', ['DC2008', 'DC2009', 'DC6005']],
  ['daemon.json replaced, data-root lost', ['DC5010']],
  ['a restart would stop the containers', ['DC5017']],
  ['edits for another flavour of engine', ['DC5013', 'DC3012']],
  ['BuildKit builder with settings of its own', ['DC6009']],
  ['credential helper missing', ['DC4050']],
  ['Docker network over the registry address', ['DC1017']],
  ['proxy URL with quotes, export, CRLF', ['DC3008']],
];

/** Further patterns of errors that engines show, which a live look can tell. */
const patterns: readonly (readonly [what: string, codes: readonly string[]])[] = [
  ['connection refused', ['DC1011', 'DC1018']],
  ['i/o timeout on dial', ['DC1012']],
  ['no route to host', ['DC1013']],
  ['connection reset by peer', ['DC1015']],
  ['answers point to a bogus address', ['DC1006', 'DC1007']],
  ['proxyconnect refused', ['DC3001']],
  ['bare status text of the proxy', ['DC3004']],
  ['proxyconnect x509', ['DC3013']],
  ['stale CA of the same name', ['DC2007']],
  ['CA installed, engine not restarted', ['DC2005']],
  ['CA laid down, bundle not made anew', ['DC2027']],
  ['missing intermediate', ['DC2006']],
  ['incompatible key usage, not authorized to sign', ['DC2013']],
  ['SHA-1, negative serial, short keys', ['DC2014']],
  ['protocol version not supported', ['DC2015']],
  ['certificate required, bad certificate', ['DC2016']],
  ['first record does not look like a TLS handshake', ['DC2018', 'DC3014']],
  ['no CA bundle on the host', ['DC2024']],
  ['error="invalid_token" after a token', ['DC4008']],
  ['no basic auth credentials', ['DC4013']],
  ['pull access denied', ['DC4014', 'DC4012']],
  ['manifest unknown, repository not found', ['DC4015']],
  ['no matching manifest for the platform', ['DC4016']],
  ['received unexpected HTTP status 5xx', ['DC4003', 'DC7004']],
  ['Client.Timeout exceeded while awaiting headers', ['DC4004']],
  ['not a registry', ['DC4002', 'DC4007']],
  ['connect: operation not permitted', ['DC1019']],
  ['context deadline exceeded, where only one of several addresses answers', ['DC1020']],
  ['connect: cannot assign requested address', ['DC1021']],
  ['unknown authority, behind SSL_CERT_FILE', ['DC2028']],
  ['unexpected status from HEAD request', ['DC4005']],
  ['httpReadSeeker: failed open: content at … not found', ['DC4006']],
  ['filesystem layer verification failed', ['DC4032']],
  ['stale mirror', ['DC7007']],
  ['denied on push', ['DC4060']],
  ['no space left on device', ['DC6011']],
  ['read-only file system', ['DC6012']],
  ['connection error: desc = … containerd.sock', ['DC6016']],
  ['GetImageBlob…: no such file or directory', ['DC6017']],
  ['unit is masked', ['DC6003']],
  ['unit file changed on disk', ['DC5009']],
  ['the command talks to another engine', ['DC6010']],
  ['the unit gives the engine another network or other files', ['DC6013', 'DC6014']],
  ['the unit keeps the engine from addresses', ['DC6015']],
  ['the shell has the docker command pull in another way', ['DC6018']],
  ['no name server is asked at all', ['DC1008']],
  ['what the tag names is no image for this engine', ['DC4017']],
  ['edited, not reloaded', ['DC5006', 'DC3010']],
  ['hosts.toml cannot be decoded', ['DC2026']],
];

test.each([...failures, ...patterns])('%s', (_what, codes) => {
  const known = new Set(checks.map(({ code }) => code));
  expect(codes.filter((code) => !known.has(code))).toEqual([]);
});

test('every check is there for one of them, or for something the configuration says', () => {
  const named = new Set([...failures, ...patterns].flatMap(([, codes]) => codes));
  const others = checks.map(({ code }) => code).filter((code) => !named.has(code));
  expect(others).toEqual(['DC2023', 'DC4051', 'DC5015', 'DC6002', 'DC6004']);
});
