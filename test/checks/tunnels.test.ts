/** What comes strangely through a proxy's tunnel is laid at the door of the proxy, by its name. */
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { judge } from '../../src/engine/doctor/judge.ts';
import type { HopSeen } from '../../src/probes/seen.ts';
import { evidenceOf, saw } from './evidence.ts';
import { hub, image, noTls, stopped } from './fixtures/parts.ts';

const proxy = 'http://proxy.example:3128';
const tunnel = saw({
  proxy,
  protocol: 'connect' as const,
  status: 200,
  reason: '200 OK',
  schemes: [],
  sentCredentials: false,
});
const page = { sniff: { plainHttp: 'HTTP 200 OK', oldTls: null } };

function found(code: string, changes: Partial<HopSeen> = {}, host = hub, port = 443) {
  // A public address: a reserved one would be a finding of its own.
  const dns = { name: host, via: 'dns' as const, answered: host, addresses: ['44.205.64.10'] };
  const hop = { ...noTls(code), dns: saw(dns), ...changes };
  const walks = [stopped(hop, host, port)];
  const [first] = judge(evidenceOf(host === hub ? { walks } : { image, walks }), checks).findings;
  return first;
}

describe.each([
  ['DC2018', 'ERR_SSL_WRONG_VERSION_NUMBER', {}],
  ['DC1015', 'ECONNRESET', {}],
  ['DC1016', 'DEADLINE', {}],
  ['DC2017', 'ERR_SSL_WRONG_VERSION_NUMBER', page],
])('%s after %s', (code, tls, changes) => {
  test('names the proxy, and asks about it', () => {
    const finding = found(tls, { proxy, tunnel, ...changes });
    expect(finding?.code).toBe(code);
    expect(finding?.text.en).toContain(proxy);
    expect(finding?.text['zh-CN']).toContain(proxy);
    const asked = finding?.remedies.filter(({ kind }) => kind === 'ask') ?? [];
    expect(asked.map(({ text }) => text.en).join()).toContain(proxy);
  });

  test('names none where none is gone through', () => {
    const finding = found(tls, changes);
    expect(finding?.code).toBe(code);
    expect(finding?.text.en).not.toContain('proxy http');
  });
});

test('a public registry that answers in plain HTTP is somebody in its place, and not made insecure', () => {
  for (const way of [{}, { proxy, tunnel }]) {
    const finding = found('ERR_SSL_WRONG_VERSION_NUMBER', { ...way, ...page });
    const remedies = finding?.remedies ?? [];
    expect(remedies.map(({ risk }) => risk)).not.toContain('loosens-security');
    expect(finding?.text.en).toContain(`in place of ${hub}:443`);
  }
});

test('a private registry in plain HTTP can still be listed as insecure', () => {
  const finding = found('ERR_SSL_WRONG_VERSION_NUMBER', page, 'harbor.example', 8443);
  expect(finding?.remedies[0].risk).toBe('loosens-security');
});
