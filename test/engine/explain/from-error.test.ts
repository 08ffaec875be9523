import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/checks/index.ts';
import { judge } from '../../../src/engine/doctor/judge.ts';
import { errorPatterns } from '../../../src/engine/explain/error-patterns.ts';
import { confirm, readError } from '../../../src/engine/explain/from-error.ts';
import { evidenceWith } from '../../checks/evidence.ts';
import { failing } from '../../checks/fixtures/index.ts';

describe('a pasted error', () => {
  const cases: readonly [string, string, readonly string[], readonly string[]][] = [
    [
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: no such host',
      'DC1001',
      ['hello-world'],
      [],
    ],
    [
      'Error response from daemon: Get https://harbor.example:8443/v2/: x509: certificate signed by unknown authority',
      'DC2003',
      [],
      ['harbor.example:8443'],
    ],
    [
      'Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
      'DC4020',
      ['hello-world'],
      [],
    ],
    [
      'Error response from daemon: Head "https://ghcr.io/v2/o/i/manifests/latest": denied: denied',
      'DC4014',
      ['ghcr.io/o/i:latest'],
      [],
    ],
    [
      'Get "https://index.docker.io/v1/search?q=x": remote error: tls: handshake failure',
      'DC2015',
      ['hello-world'],
      [],
    ],
    [
      'dial tcp: lookup registry-1.docker.io: Temporary failure in name resolution',
      'DC1002',
      ['hello-world'],
      [],
    ],
    ['failed to register layer: write /usr/lib/x.so: no space left on device', 'DC6011', [], []],
    [
      'failed to resolve reference "docker.io/library/nginx:1.27": failed to do request: Head "https://mirror.example/v2/library/nginx/manifests/1.27?ns=docker.io": proxyconnect tcp: tls: first record does not look like a TLS handshake',
      'DC3002',
      ['docker.io/library/nginx:1.27'],
      ['mirror.example'],
    ],
    [
      "Error response from daemon: pull access denied for team/app, repository does not exist or may require 'docker login'",
      'DC4014',
      ['docker.io/team/app:latest'],
      [],
    ],
    [
      "unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives don't match any configuration option: httpProxy",
      'DC5003',
      [],
      [],
    ],
    ["Status: unknown flag: --registry-miror\nSee 'dockerd --help'., Code: 125", 'DC5020', [], []],
    [
      'http: server gave HTTP response to HTTPS client while pulling, docker pull plain.lab:5000/hello:1',
      'DC2017',
      ['plain.lab:5000/hello:1'],
      [],
    ],
  ];
  test.each(cases)('%s', (text, code, images, hosts) => {
    const clues = readError(text);
    expect(clues.codes[0]).toBe(code);
    expect(clues.images).toEqual(images);
    expect(clues.hosts).toEqual(hosts);
  });

  test('of any kind is read in bounded time, and names a bounded number of targets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        const { images, hosts } = readError(text);
        expect(images.length + hosts.length).toBeLessThanOrEqual(16);
      }),
    );
    const begun = performance.now();
    readError('https://a.example/v2/'.repeat(50_000));
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  test('only stands for findings that exist', () => {
    const known = new Set(checks.map(({ code }) => code));
    const named = errorPatterns.flatMap(({ codes }) => codes);
    expect(named.filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('a suspicion', () => {
  test('is confirmed by what is seen, or excluded by it', () => {
    const evidence = failing.DC2017?.() ?? evidenceWith();
    const diagnosis = { elapsedMs: 1, evidence, ...judge(evidence, checks) };
    const clues = readError('http: server gave HTTP response to HTTPS client');
    expect(confirm(clues, diagnosis)).toEqual([
      { code: 'DC2017', state: 'found', subjects: ['harbor.example:8443'] },
      { code: 'DC5016', state: 'excluded', subjects: [] },
    ]);
  });
});

test('nothing is excluded that the look did not come to', () => {
  const lost = failing.DC1001?.();
  if (!lost) throw new Error('DC1001 has no fixture');
  const diagnosis = { elapsedMs: 1, evidence: lost, ...judge(lost, checks) };
  const codes = ['DC1001', 'DC2001', 'DC4020', 'DC4031', 'DC5001', 'DC7010'];
  const states = confirm({ codes, images: [], hosts: [] }, diagnosis).map(({ state }) => state);
  expect(states).toEqual(['found', 'unknown', 'unknown', 'unknown', 'excluded', 'excluded']);
});
