/** A text that engines print, and the findings it can stand for, the likeliest first. */
export interface ErrorPattern {
  readonly pattern: RegExp;
  readonly codes: readonly string[];
}

/**
 * What engines of all ages print when a pull or a start fails. Texts are searched for inside
 * longer lines, since wrappers differ by engine, store and builder; several may match.
 * Sources: golang/go net, net/http, crypto/tls, crypto/x509; moby daemon/internal/distribution,
 * daemon/config, registry; docker/distribution registry/client; systemd's own lines.
 */
export const errorPatterns: readonly ErrorPattern[] = [
  row(/lookup \S+.*: no such host/, 'DC1001', 'DC3005', 'DC3006', 'DC7009'),
  row(/lookup \S+.*: server misbehaving/, 'DC1003', 'DC1002'),
  row(/Temporary failure in name resolution/, 'DC1002', 'DC1003'),
  row(/lookup \S+.*(i\/o timeout|connection refused)/, 'DC1002', 'DC1004'),
  row(/proxyconnect tcp: tls: first record|proxyconnect tcp: .*oversized record/, 'DC3002'),
  row(/proxyconnect tcp: (tls: failed to verify certificate: )?x509/, 'DC3013'),
  row(/proxyconnect tcp/, 'DC3001', 'DC3014', 'DC3012'),
  row(/dial tcp [^ ]+: i\/o timeout/, 'DC1012', 'DC3005', 'DC3006', 'DC3008', 'DC3010'),
  row(/connect: connection refused/, 'DC1011', 'DC3001'),
  row(/connect: no route to host/, 'DC1013', 'DC1017'),
  row(/network is unreachable|cannot assign requested address/, 'DC1014', 'DC1013'),
  row(/connection reset by peer|broken pipe|unexpected EOF|: EOF\b/, 'DC1015', 'DC1016'),
  row(/TLS handshake timeout/, 'DC1016', 'DC1012'),
  row(/Client\.Timeout exceeded|context deadline exceeded/, 'DC1012', 'DC4004', 'DC3005', 'DC3001'),
  row(/timeout awaiting response headers/, 'DC4004', 'DC7004'),
  row(/Proxy Authentication Required/, 'DC3003'),
  row(/": (Forbidden|Bad Gateway|Service Unavailable|Gateway Timeout)\b/, 'DC3004', 'DC3007'),
  row(/server gave HTTP response to HTTPS client/, 'DC2017', 'DC5016'),
  row(
    /certificate signed by unknown authority/,
    ...['DC2003', 'DC2004', 'DC2020', 'DC2022', 'DC2006', 'DC2007', 'DC2002', 'DC2024', 'DC2005'],
    'DC2001',
  ),
  row(/certificate has expired or is not yet valid/, 'DC6005', 'DC2008', 'DC2009'),
  row(/certificate is valid for .*, not |not valid for any names/, 'DC2010', 'DC1006', 'DC2002'),
  row(/legacy Common Name field/, 'DC2011'),
  row(/doesn't contain any IP SANs/, 'DC2012'),
  row(/incompatible key usage|not authorized to sign|path length constraint/, 'DC2013'),
  row(/insecure algorithm|negative serial number/, 'DC2014'),
  row(/protocol version not supported|tls: handshake failure/, 'DC2015', 'DC2018'),
  row(/tls: (bad certificate|certificate required|unknown certificate authority)/, 'DC2016'),
  row(/first record does not look like a TLS handshake/, 'DC2018', 'DC3002'),
  row(/missing key \S+ for client certificate|issing client certificate/, 'DC2019'),
  row(/unable to load CA cert|failed to load X509 key pair/, 'DC2019', 'DC2004'),
  row(/toomanyrequests|429 Too Many Requests|rate limit/i, 'DC4020', 'DC7010'),
  row(/no basic auth credentials/, 'DC4013', 'DC4050'),
  row(/error getting credentials|docker-credential-\S+.*not found/, 'DC4050'),
  row(
    /failed to fetch (anonymous|oauth) token|did not include a token/,
    'DC4012',
    'DC4011',
    'DC4010',
  ),
  row(/unauthorized|authentication required/, 'DC4013', 'DC4012', 'DC4010'),
  row(
    /pull access denied|requested access to the resource is denied/,
    'DC4014',
    'DC4015',
    'DC7002',
  ),
  row(/: denied(: |$)/m, 'DC4014', 'DC4013'),
  row(/image operating system ".*" cannot be used/, 'DC4016'),
  row(/manifest unknown|manifest for \S+ not found|: not found/, 'DC4015', 'DC7003'),
  row(/no matching manifest for/, 'DC4016'),
  row(
    /invalid character '<'|<!DOCTYPE html|<html|unexpected media type text\/html/i,
    'DC4001',
    'DC7006',
  ),
  row(/unexpected HTTP status: 5\d\d|unexpected status .*: 5\d\d/, 'DC4003', 'DC7004'),
  row(/unexpected status .*: 403/, 'DC7002', 'DC4014'),
  row(/unexpected status from HEAD request/, 'DC4005'),
  row(/error pulling image configuration|failed to copy: httpReadSeeker/, 'DC4030', 'DC4031'),
  row(/httpReadSeeker: failed open: content at \S+\/manifests\/\S+ not found/, 'DC4006'),
  row(/layer verification failed|unexpected commit digest|unexpected size/, 'DC4032'),
  row(/unable to configure the Docker daemon .*: .*(invalid character|EOF|JSON)/, 'DC5001'),
  row(/both as a flag and in the configuration file/, 'DC5002'),
  row(/don't match any configuration option/, 'DC5003'),
  row(/unknown (shorthand )?flag: /, 'DC5020'),
  row(/invalid mirror:|insecure registry .* is not valid|cannot unmarshal/, 'DC5005'),
  row(/start request repeated too quickly|start-limit-hit/i, 'DC6001'),
  row(/Cannot connect to the Docker daemon/, 'DC6001', 'DC6004'),
  row(/permission denied while trying to connect to the Docker daemon/, 'DC6004'),
  row(/no space left on device|disk quota exceeded/, 'DC6011'),
  row(/read-only file system/, 'DC6012'),
  row(/connect: (operation not permitted|permission denied)/, 'DC1019'),
  row(/is masked/, 'DC6003'),
  row(/changed on disk/, 'DC5009'),
  row(/Failed to resolve (unit )?specifiers/, 'DC3009'),
  row(/invalid (proxy URL port|URL port)|proxy: unknown scheme|lookup "?http/, 'DC3008'),
];

function row(pattern: RegExp, ...codes: readonly string[]): ErrorPattern {
  return { pattern, codes };
}
