import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineInfo } from '../../../src/domain/facts.ts';
import type { Json } from '../../../src/domain/json.ts';
import { differing, shownBy, verify } from '../../../src/engine/transact/verify.ts';
import { infoOf } from '../../doubles/engine.ts';

const info: EngineInfo = {
  ...infoOf({
    mirrors: ['https://a.lab/', 'https://b.lab/x/'],
    insecure: ['10.0.0.0/8', 'plain.lab:5000'],
    httpsProxy: 'http://xxxxx:xxxxx@proxy.lab:3128',
  }),
  noProxy: '.lab',
  raw: {
    Debug: true,
    LoggingDriver: 'json-file',
    Labels: ['b=2', 'a=1'],
    DockerRootDir: '/var/lib/docker',
  },
};

const judged = (key: string, value: Json) => verify([{ key, value }], info)[key];

describe('what the engine shows', () => {
  it.each<[string, Json]>([
    ['registry-mirrors', ['https://a.lab', 'https://b.lab/x/']],
    ['insecure-registries', ['http://plain.lab:5000', '10.1.2.3/8']],
    ['insecure-registries', ['PLAIN.lab:5000', '10.0.0.0/8', 'plain.lab:5000']],
    // What the engine has without being told, or drops without a word.
    [
      'insecure-registries',
      ['10.0.0.0/8', 'plain.lab:5000', '127.0.0.0/8', '::1/128', 'docker.io'],
    ],
    ['https-proxy', 'http://ada:secret@proxy.lab:3128'],
    ['https-proxy', 'http://xxxxx:xxxxx@proxy.lab:3128/'],
    ['http-proxy', null],
    ['no-proxy', '.lab'],
    ['debug', true],
    ['log-driver', 'json-file'],
    ['data-root', '/var/lib/docker'],
    ['labels', ['a=1', 'b=2']],
  ])('agrees with %s %j', (key, value) => {
    expect(judged(key, value)).toBe('verified');
  });

  it.each<[string, Json]>([
    ['registry-mirrors', ['https://b.lab/x/', 'https://a.lab']],
    ['registry-mirrors', []],
    ['registry-mirrors', null],
    ['insecure-registries', ['plain.lab:5000']],
    ['https-proxy', 'http://proxy.lab:3128'],
    ['https-proxy', null],
    ['no-proxy', '.lab,.example'],
    ['debug', false],
    ['labels', []],
  ])('differs from %s %j', (key, value) => {
    expect(judged(key, value)).toBe('differs');
  });

  it.each<[string, Json]>([
    ['max-concurrent-downloads', 3],
    ['live-restore', true],
    ['debug', null],
  ])('says nothing about %s %j', (key, value) => {
    expect(judged(key, value)).toBe('notObservable');
  });

  it('says nothing at all when it does not answer', () => {
    expect(verify([{ key: 'registry-mirrors', value: [] }], null)).toEqual({
      'registry-mirrors': 'notObservable',
    });
  });

  it('is what it can be held to later', () => {
    const expects = ['registry-mirrors', 'insecure-registries', 'https-proxy', 'debug', 'bip'].map(
      (key) => ({ key, value: null }),
    );
    const shown = shownBy(info, expects);
    expect(shown.map((each) => each.key)).not.toContain('bip');
    expect(differing(shown, info)).toEqual([]);
  });

  it('agrees with any network written by one of its addresses', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, fc.integer({ min: 1, max: 32 }), (a, b, c, d, prefix) => {
        const bits = [a, b, c, d].map((each) => each.toString(2).padStart(8, '0')).join('');
        const masked = bits.slice(0, prefix).padEnd(32, '0').match(/.{8}/g) ?? [];
        const network = `${masked.map((each) => Number.parseInt(each, 2)).join('.')}/${prefix}`;
        const expects = [{ key: 'insecure-registries', value: [`${a}.${b}.${c}.${d}/${prefix}`] }];
        expect(differing(expects, { ...info, insecure: [network] })).toEqual([]);
      }),
    );
  });
});
