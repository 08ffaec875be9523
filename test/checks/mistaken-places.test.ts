/** What people set or lay down where this engine does not look: named as the cause it is. */
import { expect, test } from 'vitest';
import type { Evidence } from '../../src/checks/evidence.ts';
import { checks } from '../../src/checks/index.ts';
import { unknownAuthority } from '../../src/checks/unknown-authority.ts';
import { certificatesOf } from '../../src/domain/trust-file.ts';
import { judge } from '../../src/engine/doctor/judge.ts';
import { rootAuthority } from '../world/certificates/authority.ts';
import { blob, evidenceOf, factsWith, saw, viewWith } from './evidence.ts';
import { failing } from './fixtures/index.ts';
import {
  bytes,
  dial,
  elsewhere,
  harbor,
  image,
  mirror,
  refused,
  snapshot,
  stopped,
} from './fixtures/parts.ts';

/** Root causes, as code and subject. */
function roots(evidence: Evidence | undefined): string[] {
  if (!evidence) throw new Error('no such fixture');
  // That no engine answers is a finding of its own, and not of these tests.
  const asked = checks.filter(({ code }) => code !== 'DC6004');
  const { findings } = judge(evidence, asked);
  return findings
    .filter(({ rootCause }) => rootCause)
    .map((each) => `${each.code} ${each.subject}`);
}

function withFile(evidence: Evidence | undefined, path: string, text: string) {
  const files = new Map([[path, snapshot(path, text)]]);
  return evidence && { ...evidence, facts: { ...evidence.facts, files } };
}

test.each(['/etc/docker/certs.d/ca.crt', `/etc/containerd/certs.d/${harbor}/ca.crt`])(
  'a CA in %s is the right one in the wrong place',
  (path) => {
    expect(roots(withFile(failing.DC2001?.(), path, elsewhere.pem))).toEqual([`DC2003 ${path}`]);
  },
);

test('a CA of another registry there is not taken for it', () => {
  const stranger = withFile(failing.DC2001?.(), '/etc/docker/certs.d/ca.crt', 'no certificate');
  expect(roots(stranger)).toEqual([`DC2001 ${harbor}`]);
});

test('behind a byte order mark Go sees no certificate', () => {
  expect(certificatesOf(bytes(elsewhere.pem))).not.toBeNull();
  expect(certificatesOf(bytes(`\uFEFF${elsewhere.pem}`))).toBeNull();
});

test('a proxy in /etc/environment is one that the engine does not have', () => {
  const direct = evidenceOf({ walks: [stopped(dial('DEADLINE'))] });
  const text = '# way out\nexport HTTPS_PROXY="http://proxy:3128"\r\nNO_PROXY=.lab\n';
  expect(roots(withFile(direct, '/etc/environment', text))).toContain('DC3005 http://proxy:3128');
  const without = roots(withFile(direct, '/etc/environment', 'LANG=C\n'));
  expect(without.filter((root) => root.startsWith('DC3005'))).toEqual([]);
});

test('an insecure registry listed by its address does not match its name', () => {
  const evidence = failing.DC5016?.();
  const listed = (entry: string) => {
    const used = viewWith({ insecure: [entry] });
    return evidence && { ...evidence, views: { used, files: used } };
  };
  const dns = evidence?.routes[0]?.walks[0]?.hops[0]?.dns;
  const address = dns?.kind === 'saw' ? dns.data.addresses[0] : '';
  expect(roots(listed(`${address}:8443`))).toContain(`DC5016 ${harbor}`);
  expect(roots(listed('192.0.2.250:8443'))).toEqual([`DC2017 ${harbor}`]);
});

test('a daemon.json that is not read explains what it was to prevent', () => {
  const evidence = failing.DC2017?.();
  const path = '/etc/docker/daemon.json';
  const facts = factsWith({
    files: new Map([[path, snapshot(path, `{"insecure-registries": ["${harbor}"]}`)]]),
    layout: { ...factsWith().layout, daemonJson: '/etc/docker/engine.json' },
  });
  expect(roots(evidence && { ...evidence, facts })).toEqual([`DC5013 ${path}`]);
});

test('a mirror that has the manifest and no layers is not said to lack the image, or to be skipped', () => {
  const seen = mirror({ blob: saw(blob('mirror.example', { status: 404, contentDigest: null })) });
  const [route] = seen.routes;
  const url = 'https://mirror.example';
  const prediction = { outcome: 'pulled', servedBy: url, error: null } as const;
  const routes = route ? [{ ...route, prediction }] : [];
  const codes = judge({ ...seen, routes }, checks).findings.map(({ code }) => code);
  expect(codes).toContain('DC4031');
  expect(codes).not.toContain('DC7003');
  expect(codes).not.toContain('DC7001');
});

test('another CA than the installed one, seen through a proxy, may be the proxy’s', () => {
  const leaf = rootAuthority('Web Gateway').issue({ names: ['harbor.example'] });
  const path = `/etc/docker/certs.d/${harbor}/ca.crt`;
  const installed = [{ name: 'ca.crt', path, bytes: bytes(elsewhere.pem) }];
  const view = viewWith({ trustDirectories: new Map([[harbor, installed]]) });
  const seen = (proxy: string | null) => {
    const hop = { ...refused('harbor.example', [leaf]), proxy };
    return evidenceOf({ image, view, walks: [stopped(hop, 'harbor.example', 8443)] });
  };
  expect(roots(seen(null))).toEqual([`DC2006 ${harbor}`]);
  expect(roots(seen('http://proxy:3128'))).toEqual([`DC2001 ${harbor}`]);
  const [found] = unknownAuthority.judge(seen('http://proxy:3128'));
  expect(found?.text.en).toContain('the proxy intercepts TLS and signs with its own CA');
  expect(found?.seen).toContain('through the proxy http://proxy:3128');
});
