/** An address that a line of /etc/hosts gave: nobody else may be there to say that it is old. */
import { expect, test } from 'vitest';
import { bogusAddress } from '../../src/checks/bogus-address.ts';
import { checks } from '../../src/checks/index.ts';
import { pinLines } from '../../src/checks/pinned.ts';
import { judge } from '../../src/engine/doctor/judge.ts';
import type { HopSeen } from '../../src/probes/seen.ts';
import { evidenceOf, failed, hopTo, saw, skipped } from './evidence.ts';
import { dial, stopped } from './fixtures/parts.ts';

const host = 'harbor.example';
const rest = { v2: skipped, manifest: skipped, blob: skipped };

/** What is said first where the address fails with this code. */
function saidOf(code: string, via: 'hosts' | 'dns') {
  const hop: Partial<HopSeen> = {
    dns: saw({ name: host, via, answered: host, addresses: ['10.1.1.99'] }),
    dials: [{ address: '10.1.1.99', family: 4, answer: code, ms: 3 }],
    tcp: failed(code),
    tls: skipped,
    verdict: null,
    byServers: via === 'hosts' ? [] : null,
  };
  const walks = [{ hops: [hopTo(host, hop)], ...rest }];
  const asked = checks.filter(({ code: own }) => own.startsWith('DC1'));
  const [finding] = judge(evidenceOf({ image: `${host}/app:1`, walks }), asked).findings;
  return finding;
}

test.each(['ECONNREFUSED', 'DEADLINE', 'EHOSTUNREACH'])(
  'where an address of /etc/hosts fails with %s, that line is named and looked at first',
  (code) => {
    const finding = saidOf(code, 'hosts');
    expect(finding?.text.en).toContain('(10.1.1.99, by /etc/hosts)');
    expect(finding?.seen).toContain(`/etc/hosts: 10.1.1.99 ${host}`);
    expect(finding?.remedies[0]).toMatchObject({ command: ['grep', '-in', host, '/etc/hosts'] });
  },
);

test('an address that a name server gave is not laid at the door of /etc/hosts', () => {
  expect(JSON.stringify(saidOf('ECONNREFUSED', 'dns'))).not.toContain('/etc/hosts');
});

test('an answer from the search list is told from one for the name itself', () => {
  const data = { name: host, via: 'dns' as const, addresses: ['10.1.1.99'] };
  const lines = (answered: string) => pinLines(hopTo(host, { dns: saw({ ...data, answered }) }));
  expect(lines(`${host}.`)).toEqual([]);
  const searched = `${host}.ads.example.`;
  expect(lines(searched)).toEqual([`search list: ${host} → ${searched} 10.1.1.99`]);
});

test('localhost belongs into /etc/hosts', () => {
  const dns = saw({ name: 'localhost', via: 'hosts' as const, answered: '', addresses: ['::1'] });
  expect(pinLines(hopTo('localhost', { dns }))).toEqual([]);
  expect(pinLines(hopTo(host, { dns: saw({ ...dns.data, name: host }) }))).toHaveLength(1);
});

test('a false address by way of the search list is laid to that list, and not to the name server', () => {
  const hub = 'registry-1.docker.io';
  const judged = (answered: string) => {
    const dns = saw({ name: hub, via: 'dns' as const, answered, addresses: ['10.1.1.99'] });
    const walks = [stopped(dial('ECONNREFUSED', { dns }))];
    return bogusAddress.judge(evidenceOf({ walks }))[0];
  };
  const searched = judged(`${hub}.ads.example.`);
  expect(searched?.text.en).toContain(`leads from ${hub} to ${hub}.ads.example.`);
  expect(searched?.remedies[0].text.en).toContain('remove that domain or a high ndots');
  expect(judged(`${hub}.`)?.text.en).not.toContain('search list');
});
