import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact, redactUrl } from '../../src/domain/redact.ts';
import { Secret } from '../../src/domain/secret.ts';

describe('what is redacted', () => {
  test.each([
    ['http://me:hunter2@proxy:3128', 'http://me:xxxxx@proxy:3128'],
    ['socks5h://me:hunter2@proxy', 'socks5h://me:xxxxx@proxy'],
    ['http://:hunter2@proxy', 'http://:xxxxx@proxy'],
    ['http://me:hun@ter2@proxy:1', 'http://me:xxxxx@proxy:1'],
    ['http://me:hun/ter2@proxy:1', 'http://me:xxxxx@proxy:1'],
    ['a=http://a:p1@x:1,b=https://b:p2@y:2', 'a=http://a:xxxxx@x:1,b=https://b:xxxxx@y:2'],
    ['HTTPS_PROXY=me:hunter2@proxy:3128', 'HTTPS_PROXY=me:xxxxx@proxy:3128'],
    ['"https-proxy": "http://me:p%40w@proxy"', '"https-proxy": "http://me:xxxxx@proxy"'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer xxxxx'],
    ['> Proxy-Authorization: Basic bWU6cHc=', '> Proxy-Authorization: Basic xxxxx'],
    ['authorization: s3cr3t', 'authorization: xxxxx'],
    ['"Authorization": ["Basic bWU6cHc="]', '"Authorization": ["Basic xxxxx"]'],
    ['authorization = "s3cr3t"', 'authorization = "xxxxx"'],
    ['{"auth": "bWU6cHc="}', '{"auth": "xxxxx"}'],
    ['{"identitytoken":"a.b.c","username":"me"}', '{"identitytoken":"xxxxx","username":"me"}'],
    ['{"access_token":"a\\"b","expires_in":300}', '{"access_token":"xxxxx","expires_in":300}'],
    ["'password': 'pw'", "'password': 'xxxxx'"],
    ['"log-opts":{"splunk-token":"pw"}', '"log-opts":{"splunk-token":"xxxxx"}'],
    ['--log-opt logentries-token=pw --debug', '--log-opt logentries-token=xxxxx --debug'],
    ['password: hunter2', 'password: xxxxx'],
    ['PROXY_PASSWORD=hunter2 next', 'PROXY_PASSWORD=xxxxx next'],
    ['docker login --password hunter2 reg', 'docker login --password xxxxx reg'],
    [
      'https://cdn/x?X-Amz-Date=1&X-Amz-Signature=abcd&X-Amz-Credential=k',
      'https://cdn/x?X-Amz-Date=1&X-Amz-Signature=xxxxx&X-Amz-Credential=xxxxx',
    ],
    [
      'token eyJhbGciOiJSUzI1NiIsInR5cCI6.eyJpc3MiOiJh.c2lnbmF0dXJl is invalid',
      'token xxxxx is invalid',
    ],
    ['https://cdn/x?verify=123-abc%3D&a=b', 'https://cdn/x?verify=xxxxx&a=b'],
    ['https://blob/x?sv=2020&sig=a%2Bb', 'https://blob/x?sv=2020&sig=xxxxx'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nafter',
      '-----BEGIN RSA PRIVATE KEY-----\nxxxxx\n-----END RSA PRIVATE KEY-----\nafter',
    ],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', '-----BEGIN PRIVATE KEY-----\nxxxxx\n'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test.each([
    'https://reg:5000/library/nginx@sha256:abc',
    'docker.io/library/nginx:latest@sha256:abc',
    'http://user@proxy:3128',
    'http://[::1]:5000/v2/x@sha256:abc',
    'Get "https://registry-1.docker.io/v2/": dial tcp 10.0.0.1:443: connect: connection refused',
    'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'unauthorized: incorrect username or password',
    'authorization failed: no basic auth credentials',
    'Www-Authenticate: Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
    '--proxy-password-file ./pw --https-proxy http://proxy:3128',
    '"password-file": "./pw"',
    'https://auth.docker.io/token?service=registry.docker.io&scope=repository:library/x:pull',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    '"auths": {}',
    '"awslogs-credentials-endpoint": "/x", "token-ttl": "1h"',
    'me@example.com',
    'failed to fetch anonymous token: unexpected status',
  ])('this stays as it is: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('redacting twice changes nothing more', () => {
    const text = 'Authorization: Basic a\n{"auth":"b"} http://a:b@c?token=d password=e';
    expect(redact(redact(text))).toBe(redact(text));
    expect(redactUrl('http://a:b@c')).toBe('http://a:xxxxx@c');
  });
});

const password = fc
  .string({
    unit: fc.constantFrom(...'abcXYZ019!#$%&*+-./:;=?@[]^_~ "\\äß中'),
    minLength: 6,
    maxLength: 24,
  })
  // A secret made of the mask's own letter cannot be told from the mask.
  .filter((text) => !/^x*$/.test(text) && text.trim() === text);

/** A number before a slash is a port. */
const unencoded = password.filter((text) => !/^\d+[/?#]/.test(text));

describe('a known secret', () => {
  const carriers: readonly ((secret: string) => string)[] = [
    (secret) => `plain ${secret} text`,
    (secret) => `http://me:${encodeURIComponent(secret)}@proxy:3128`,
    (secret) => `http://me:${encodeURIComponent(secret).toLowerCase()}@proxy`,
    (secret) =>
      `Environment="HTTPS_PROXY=http://me:${encodeURIComponent(secret).replaceAll('%', '%%')}@p"`,
    (secret) => JSON.stringify({ note: `see ${secret}` }),
    (secret) => `Proxy-Authorization: Basic ${Buffer.from(`me:${secret}`).toString('base64')}`,
    (secret) => `dump ${Buffer.from(secret).toString('base64')} end`,
    (secret) => `dump ${Buffer.from(`u:${secret}`).toString('base64')} end`,
    (secret) => `dump ${Buffer.from(`user:${secret}`).toString('base64url')} end`,
  ];

  test('never survives, in whatever form it was planted', () => {
    fc.assert(
      fc.property(password, fc.constantFrom(...carriers), (secret, carry) => {
        const text = redact(carry(secret), [new Secret(secret)]);
        expect(text).not.toContain(secret);
        expect(text).not.toContain(encodeURIComponent(secret));
        for (const word of text.split(/[^A-Za-z0-9+/=_-]+/)) {
          expect(Buffer.from(word, 'base64').toString()).not.toContain(secret);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('a text without it is left alone', () => {
    fc.assert(
      fc.property(fc.lorem(), (text) => {
        expect(redact(text, [new Secret('correct horse battery')])).toBe(text);
      }),
    );
  });
});

describe('a password that nobody told about', () => {
  test('never survives in a URL with proper encoding', () => {
    fc.assert(
      fc.property(password, fc.constantFrom('http', 'https', 'socks5', 'ftp'), (secret, scheme) => {
        const encoded = encodeURIComponent(secret);
        const text = redact(`x ${scheme}://me:${encoded}@proxy:3128/path y`);
        expect(text).toBe(`x ${scheme}://me:xxxxx@proxy:3128/path y`);
      }),
    );
  });

  test('never survives in a URL without any, alone or in quotes', () => {
    fc.assert(
      fc.property(unencoded, (secret) => {
        const url = `http://me:${secret}@proxy:3128`;
        expect(redactUrl(url)).toBe('http://me:xxxxx@proxy:3128');
        expect(redact(JSON.stringify({ 'http-proxy': url }))).toBe(
          '{"http-proxy":"http://me:xxxxx@proxy:3128"}',
        );
      }),
      { numRuns: 600 },
    );
  });

  test.each([
    ['Environment="HTTP_PROXY=http://u:a b#1@proxy:3128" "X=y"', 'a b#1'],
    ["--http-proxy='http://u:a b/c@proxy:3128'", 'a b/c'],
  ])('is masked in %s', (text, secret) => {
    expect(redact(text)).toBe(text.replace(secret, 'xxxxx'));
  });

  test.each(['"https://reg:5000/x@sha256:1f" and more', '["http://p:3128", "mail@example.org"]'])(
    'is not seen in %s',
    (text) => {
      expect(redact(text)).toBe(text);
    },
  );
});
