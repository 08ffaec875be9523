import { describe, expect, test } from 'vitest';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import { goMinorOf, isLenientBuild } from '../../src/domain/go-version.ts';
import { type Certificate, parseBundle, parseCertificate } from '../../src/probes/certificate.ts';
import { forbiddenName } from '../../src/probes/go-names.ts';
import { verifyChain } from '../../src/probes/go-verify.ts';
import {
  daysFromNow,
  type IssueWishes,
  rootAuthority,
  selfSigned,
} from '../world/certificates/authority.ts';

const root = rootAuthority('Root CA');
const issuing = root.intermediate('Issuing CA');
const host = 'registry.example';
const now = Date.now();

const parse = (...pems: readonly string[]): readonly Certificate[] => pems.flatMap(parseBundle);
const leaf = (wishes: IssueWishes = {}, by = issuing) => by.issue({ names: [host], ...wishes }).pem;

interface Case {
  readonly chain: readonly string[];
  readonly pool?: readonly string[];
  readonly host?: string;
  readonly go?: number;
  readonly at?: number;
}

function judged({ chain, pool = [root.pem], host: name = host, go = 24, at = now }: Case) {
  return verifyChain(parse(...chain), parse(...pool), { host: name, now: at, goMinor: go });
}

describe('accepted', () => {
  const cases: readonly [string, Case][] = [
    ['leaf, intermediate and a trusted root', { chain: [leaf(), issuing.pem] }],
    ['presented in another order', { chain: [leaf(), root.pem, issuing.pem] }],
    ['the intermediate itself is the anchor', { chain: [leaf()], pool: [issuing.pem] }],
    [
      'the leaf itself is the anchor',
      { chain: [leaf()], pool: [parseCertificate(leaf())?.x509.toString() ?? ''] },
    ],
    ['a wildcard for one label', { chain: [leaf({ names: ['*.example'] }), issuing.pem] }],
    ['upper case and a final dot', { chain: [leaf(), issuing.pem], host: 'Registry.Example.' }],
    [
      'a literal address with an IP SAN',
      { chain: [leaf({ ips: ['192.0.2.7'] }), issuing.pem], host: '192.0.2.7' },
    ],
    [
      'IPv6 in another spelling',
      { chain: [leaf({ ips: ['2001:db8:0:0::7'] }), issuing.pem], host: '2001:db8::7' },
    ],
    ['no extended key usage at all', { chain: [leaf({ usages: [] }), issuing.pem] }],
    [
      'a common name before Go 1.15',
      { chain: [leaf({ subject: host, names: [] }), issuing.pem], go: 13 },
    ],
    ['SHA-1 before Go 1.18', { chain: [leaf({ hash: 'sha1' }), issuing.pem], go: 17 }],
    ['a negative serial before Go 1.23', { chain: [leaf({ serial: -5n }), issuing.pem], go: 22 }],
    ['RSA of 1024 bits', { chain: [leaf({ keyType: 'rsa-1024' }), issuing.pem] }],
  ];
  test.each(cases)('%s', (what, given) => {
    const pool = what.startsWith('the leaf itself') ? [given.chain[0] ?? ''] : given.pool;
    expect(judged({ ...given, ...(pool ? { pool } : {}) })).toMatchObject({
      ok: true,
      problem: null,
    });
  });
});

describe('refused, in the words of Go', () => {
  const old = leaf({ notBefore: daysFromNow(-9), notAfter: daysFromNow(-2) });
  const cases: readonly [string, Case, string, RegExp][] = [
    [
      'a name with a final dot',
      { chain: [leaf({ names: [`${host}.`] }), issuing.pem] },
      'wrong-name',
      /valid for registry\.example\., not registry\.example$/,
    ],
    ['nobody presented', { chain: [] }, 'malformed', /./],
    [
      'unknown authority',
      { chain: [leaf()], pool: [] },
      'unknown-authority',
      /^tls: failed to verify certificate: x509: certificate signed by unknown authority$/,
    ],
    ['a missing intermediate', { chain: [leaf()] }, 'unknown-authority', /unknown authority$/],
    [
      'before Go 1.20, without the words of tls',
      { chain: [leaf()], pool: [], go: 19 },
      'unknown-authority',
      /^x509: certificate signed by unknown authority$/,
    ],
    [
      'self-signed',
      { chain: [selfSigned({ names: [host] }).pem] },
      'unknown-authority',
      /unknown authority/,
    ],
    [
      'expired, even when nobody knows the issuer',
      { chain: [old], pool: [] },
      'expired',
      /current time .* is after /,
    ],
    [
      'not yet valid',
      { chain: [leaf(), issuing.pem], at: now - 9 * 86_400_000 },
      'not-yet-valid',
      / is before /,
    ],
    [
      'another name',
      { chain: [leaf({ names: ['a.example', 'b.example'] }), issuing.pem] },
      'wrong-name',
      /x509: certificate is valid for a\.example, b\.example, not registry\.example$/,
    ],
    [
      'a wildcard for two labels',
      { chain: [leaf({ names: ['*.example'] }), issuing.pem], host: 'a.b.example' },
      'wrong-name',
      /not a\.b\.example$/,
    ],
    [
      'an address without IP SANs',
      { chain: [leaf(), issuing.pem], host: '192.0.2.7' },
      'no-ip-names',
      /cannot validate certificate for 192\.0\.2\.7 because it doesn't contain any IP SANs$/,
    ],
    [
      'another address',
      { chain: [leaf({ ips: ['192.0.2.8'] }), issuing.pem], host: '192.0.2.7' },
      'wrong-name',
      /valid for 192\.0\.2\.8, not 192\.0\.2\.7$/,
    ],
    [
      'a common name only',
      { chain: [leaf({ subject: host, names: [] }), issuing.pem] },
      'common-name-only',
      /legacy Common Name field, use SANs instead$/,
    ],
    [
      'no names at all',
      { chain: [leaf({ subject: 'x', names: [] }), issuing.pem] },
      'no-names',
      /not valid for any names, but wanted to match/,
    ],
    [
      'made for clients',
      { chain: [leaf({ usages: ['clientAuth'] }), issuing.pem] },
      'wrong-usage',
      /incompatible key usage$/,
    ],
    [
      'SHA-1',
      { chain: [leaf({ hash: 'sha1' }), issuing.pem] },
      'insecure-signature',
      /insecure algorithm ECDSA-SHA1" while trying to verify candidate authority certificate "Issuing CA"/,
    ],
    [
      'a negative serial',
      { chain: [leaf({ serial: -5n }), issuing.pem] },
      'negative-serial',
      /^tls: failed to parse certificate from server: x509: negative serial number$/,
    ],
    [
      'an issuer that is no authority',
      {
        chain: [
          leaf({}, root.intermediate('Not a CA', { ca: false })),
          root.intermediate('Not a CA', { ca: false }).pem,
        ],
      },
      'not-an-authority',
      /parent certificate cannot sign/,
    ],
    [
      'a stale root of the same name',
      { chain: [leaf({}, root)], pool: [rootAuthority('Root CA', { keySlot: 'other' }).pem] },
      'unknown-authority',
      /possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "Root CA"\)$/,
    ],
    [
      'an expired intermediate',
      {
        chain: [
          leaf(
            {},
            root.intermediate('Old', { notBefore: daysFromNow(-9), notAfter: daysFromNow(-2) }),
          ),
          root.intermediate('Old', { notBefore: daysFromNow(-9), notAfter: daysFromNow(-2) }).pem,
        ],
      },
      'expired',
      /is after/,
    ],
  ];
  test.each(cases)('%s', (_what, given, problem, text) => {
    const verdict = judged(given);
    expect(verdict).toMatchObject({ ok: false, problem });
    expect(verdict.engineText).toMatch(text);
  });
});

test.each([
  [
    { permittedDns: ['other.example'] },
    'DNS name "registry.example" is not permitted by any constraint',
  ],
  [{ excludedDns: ['example'] }, 'DNS name "registry.example" is excluded by constraint "example"'],
  [
    { permittedIps: ['0a000000ff000000'] },
    'IP address "192.0.2.7" is not permitted by any constraint',
  ],
  [
    { excludedIps: ['c0000200ffffff00'] },
    'IP address "192.0.2.7" is excluded by constraint "192.0.2.0/24"',
  ],
])('what an authority may not sign for is told as Go tells it: %j', (given, text) => {
  const none = { permittedDns: [], excludedDns: [], permittedIps: [], excludedIps: [] };
  const [certificate] = parse(leaf({ ips: ['192.0.2.7'] }));
  expect(certificate && forbiddenName(certificate, { ...none, ...given })?.text).toBe(text);
});

test('a wide presentation of look-alikes ends after as many checks as Go makes', () => {
  const many = Array.from(
    { length: 300 },
    (_, slot) => rootAuthority('Issuing CA', { keySlot: `look-alike ${slot % 3}` }).pem,
  );
  const begun = performance.now();
  expect(judged({ chain: [leaf(), ...many] }).ok).toBe(false);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test('the Go of an engine is what it says, or what its release was built with', () => {
  const of = (text: string, told?: string) => goMinorOf(parseEngineVersion(text), told);
  expect(of('28.5.2', 'go1.22.3')).toBe(22);
  expect([of('28.5.2'), of('28.0.0'), of('20.10.8'), of('20.10.7'), of('1.13.1')]).toEqual([
    24, 23, 16, 13, 7,
  ]);
  expect(goMinorOf(null)).toBeGreaterThan(24);
});

test('a build with old defaults takes a negative serial number, whatever Go made it', () => {
  const chain = parse(leaf({ serial: -4711n }), issuing.pem);
  const verdict = (lenient: boolean) =>
    verifyChain(chain, parse(root.pem), { host, now, goMinor: 27, lenient });
  expect(verdict(false)).toMatchObject({ ok: false, problem: 'negative-serial' });
  expect(verdict(true)).toMatchObject({ ok: true });
});

test('Debian’s packages are such builds, Docker’s own are not', () => {
  const of = (text: string) => isLenientBuild(parseEngineVersion(text));
  expect([of('28.5.2+dfsg4'), of('26.1.5+dfsg1'), of('28.5.2')]).toEqual([true, true, false]);
  expect(isLenientBuild(null)).toBe(false);
});
