import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { Disagreement, type MergeBase, mergeDesired } from '../../../src/engine/fix/merge.ts';
import { exactly, merge, pem, proxy, registries } from '../plan/host.ts';

const base: MergeBase = {
  mirrors: ['https://a', 'https://b'],
  insecure: ['old:5000'],
  addRegistries: [],
  blockRegistries: [],
  proxies: { http: '', https: '', no: 'localhost,*.corp' },
};

const noProxy = (list: string): DesiredState => ({ proxies: { 'no-proxy': list } });

describe('the wishes of two remedies', () => {
  it('that are about different things both come true', () => {
    const one = { 'registry-mirrors': exactly<never>('https://b') };
    expect(mergeDesired(one, noProxy('x'), base)).toEqual({ ...one, ...noProxy('x') });
  });

  it('each take another mirror out', () => {
    const one = { 'registry-mirrors': exactly<never>('https://b') };
    const other = { 'registry-mirrors': exactly<never>('https://a') };
    expect(mergeDesired(one, other, base)).toEqual({
      'registry-mirrors': merge([], ['https://a', 'https://b']),
    });
  });

  it('each exempt another host from the proxy', () => {
    const both = mergeDesired(noProxy('localhost,*.corp,h1'), noProxy('localhost,.corp,h2'), base);
    expect(both).toEqual(noProxy('localhost,h1,.corp,h2'));
  });

  it('trust authorities for two registries, and two for the system', () => {
    const [one, other] = [pem('one') as never, pem('other') as never];
    const both = mergeDesired(
      { ...registries({ 'h1:1': { ca: one } }), 'system-ca': [one] },
      { ...registries({ 'h2:2': { ca: other }, 'h1:1': { ca: one } }), 'system-ca': [other] },
      base,
    );
    expect(both.registries).toEqual(
      new Map([
        ['h1:1', { ca: one }],
        ['h2:2', { ca: other }],
      ]),
    );
    expect(both['system-ca']).toEqual([one, other]);
  });

  it.each<[string, DesiredState, DesiredState]>([
    [
      'registry-mirrors',
      { 'registry-mirrors': merge<never>(['https://a']) },
      { 'registry-mirrors': exactly<never>('https://b') },
    ],
    [
      'https-proxy',
      { proxies: { 'https-proxy': proxy('http://p:1') } },
      { proxies: { 'https-proxy': proxy('http://p:2') } },
    ],
    [
      'http-proxy',
      { proxies: { 'http-proxy': null } },
      { proxies: { 'http-proxy': proxy('http://p:2') } },
    ],
    ['proxies', { proxies: null }, noProxy('x')],
    ['daemon debug', { daemon: { debug: true } }, { daemon: { debug: false } }],
    ['h ca', registries({ h: { ca: pem('one') } }), registries({ h: { ca: pem('other') } })],
    ['h', registries({ h: null }), registries({ h: { ca: pem('other') } })],
  ])('that contradict each other over %s are told apart', (key, one, other) => {
    const merging = () => mergeDesired(one, other, base);
    expect(merging).toThrow(Disagreement);
    expect(merging).toThrow(key);
  });

  it('are one wish when they are the same, in whatever order they come', () => {
    const item = fc.constantFrom('localhost', '*.corp', 'h1', 'h2', '10.0.0.0/8');
    const wish = fc.array(item).map((items) => noProxy([...new Set(items)].join(',')));
    fc.assert(
      fc.property(wish, wish, (one, other) => {
        const items = (each: DesiredState) =>
          new Set(each.proxies?.['no-proxy']?.split(',').filter((text) => text !== '') ?? []);
        expect(items(mergeDesired(one, one, base))).toEqual(items(one));
        expect(items(mergeDesired(one, other, base))).toEqual(
          items(mergeDesired(other, one, base)),
        );
      }),
    );
  });
});
