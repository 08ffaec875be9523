import { describe, expect, test } from 'vitest';
import type { Network } from '../../src/ports/network.ts';
import { dialOrder } from '../../src/probes/dial-order.ts';
import { candidatesOf } from '../../src/probes/resolve.ts';

describe('the search list', () => {
  const cases: readonly [string, readonly string[], number, readonly string[]][] = [
    [
      'registry',
      ['corp.example', 'lan'],
      1,
      ['registry.corp.example.', 'registry.lan.', 'registry.'],
    ],
    ['a.b', ['corp.example'], 1, ['a.b.', 'a.b.corp.example.']],
    ['a.b', ['corp.example'], 2, ['a.b.corp.example.', 'a.b.']],
    ['a.b.', ['corp.example'], 5, ['a.b.']],
    ['x.onion', [], 1, []],
  ];
  test.each(cases)('%s with %j, ndots %i', (name, search, ndots, expected) => {
    expect(candidatesOf(name, { search, ndots })).toEqual(expected);
  });
});

describe('the order of dialling', () => {
  const network = (unusable: readonly string[]): Network => ({
    dial: () => Promise.reject(new Error('nobody dials')),
    datagram: () => Promise.reject(new Error('nobody asks')),
    secure: () => Promise.reject(new Error('nobody greets')),
    source: async ({ address }) =>
      unusable.includes(address)
        ? { kind: 'failed', code: 'ENETUNREACH', detail: '', ms: 0 }
        : { kind: 'saw', data: { address: '192.0.2.2', device: 'eth0' }, ms: 0 },
  });

  test('prefers global IPv6, then IPv4, then unique local and Teredo', async () => {
    const addresses = ['2001::1', '192.0.2.1', 'fd00::1', '2001:db8::1', '2002:c000:201::1'];
    expect(await dialOrder(addresses, network([]))).toEqual([
      '2001:db8::1',
      '192.0.2.1',
      '2002:c000:201::1',
      '2001::1',
      'fd00::1',
    ]);
  });

  test('puts what has no route last', async () => {
    expect(await dialOrder(['2001:db8::1', '192.0.2.1'], network(['2001:db8::1']))).toEqual([
      '192.0.2.1',
      '2001:db8::1',
    ]);
  });

  test('leaves equals as the name server gave them', async () => {
    const addresses = ['192.0.2.9', '192.0.2.1', '192.0.2.5'];
    expect(await dialOrder(addresses, network([]))).toEqual(addresses);
  });
});
