import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import {
  isInsecure,
  normalisedInsecure,
  parseInsecureEntry,
  parseRegistryHost,
} from '../../src/domain/insecure.ts';

function judge(text: string): string {
  const result = parseInsecureEntry(text);
  return 'entry' in result ? result.entry : result.engineText;
}

describe('an insecure entry', () => {
  test.each([
    ['host', 'host'],
    ['host:5000', 'host:5000'],
    ['10.0.0.5', '10.0.0.5'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['fd00::/8', 'fd00::/8'],
    ['[::1]:5000', '[::1]:5000'],
    ['http://host:5000', 'host:5000'],
    ['HTTPS://host', 'host'],
    ['ftp://host', "insecure registry ftp://host should not contain '://'"],
    // measured on 29.7.2
    ['plain.lab:5000/', 'insecure registry plain.lab:5000/ is not valid: invalid host "plain.lab"'],
    ['host/path', 'insecure registry host/path is not valid: invalid host "host/path"'],
    ['*.example.com', 'insecure registry *.example.com is not valid: invalid host "*.example.com"'],
    ['host:99999', 'insecure registry host:99999 is not valid: invalid port "99999"'],
    ['-host', 'invalid index name (-host). Cannot begin or end with a hyphen'],
    ['10.0.0.0/33', 'insecure registry 10.0.0.0/33 is not valid: invalid host "10.0.0.0/33"'],
    ['[fd00::]/8', 'insecure registry [fd00::]/8 is not valid: invalid host "[fd00::]/8"'],
  ])('%s: %s', (text, verdict) => {
    expect(judge(text)).toBe(verdict);
  });

  test('what is accepted is accepted again and does not change', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.string()), (text) => {
        const once = parseInsecureEntry(text);
        if ('entry' in once) expect(parseInsecureEntry(once.entry)).toEqual(once);
      }),
    );
  });
});

describe('a list of insecure entries', () => {
  test.each<[string, string[], string[]]>([
    ['without schemes, and nothing twice', ['http://a:5000', 'HTTPS://a:5000'], ['a:5000']],
    ['in the case it is written', ['B', 'a', 'A'], ['A', 'B', 'a']],
    ['networks without host bits', ['10.1.2.3/8', '10.0.0.0/8'], ['10.0.0.0/8']],
    ['also those of IPv6', ['fd00:0:0:1::FF/60', 'fd00::/60'], ['fd00::/60']],
    ['but for what nobody has to list', ['127.0.0.1/8', '::1/128', 'docker.io'], []],
  ])('is kept by the engine %s', (_how, list, kept) => {
    expect(normalisedInsecure(list)).toEqual(kept);
  });
});

describe('whether a registry is insecure', () => {
  test.each<[string, string[], string[] | null, string, boolean]>([
    ['reg:5000', ['reg:5000'], null, '28.5.2', true],
    ['reg:443', ['reg'], null, '28.5.2', false],
    ['Reg:5000', ['reg:5000'], null, '28.5.2', false],
    ['reg:5000', ['http://reg:5000'], null, '28.5.2', true],
    ['reg:5000', ['http://reg:5000'], null, '1.13.1', false],
    ['10.1.2.3:5000', ['10.0.0.0/8'], null, '28.5.2', true],
    ['reg:5000', ['10.0.0.0/8'], ['10.1.2.3'], '28.5.2', true],
    ['reg:5000', ['10.0.0.0/8'], ['192.0.2.1', '10.1.2.3'], '28.5.2', true],
    ['reg:5000', ['10.0.0.0/8'], ['192.0.2.1'], '28.5.2', false],
    ['reg:5000', ['10.0.0.0/8'], [], '28.5.2', false],
    ['reg:5000', ['fd00::/8'], ['fd12::1'], '28.5.2', true],
    ['reg:5000', ['10.0.0.0/8'], ['::ffff:10.1.2.3'], '28.5.2', true],
    ['127.0.0.1:5000', [], null, '20.10.24', true],
    ['localhost:5000', [], null, '20.10.24', true],
    ['[::1]:5000', [], null, '27.5.1', false],
    ['[::1]:5000', [], null, '28.0.0', true],
    ['docker.io', ['docker.io'], ['10.0.0.1'], '28.5.2', false],
    ['registry-1.docker.io', ['registry-1.docker.io'], null, '28.5.2', true],
  ])('%s with %j at %j on %s: %s', (host, entries, addresses, engine, insecure) => {
    const version = parseEngineVersion(engine);
    expect(isInsecure(host, { entries, version }, addresses).insecure).toBe(insecure);
  });

  test('a name with unknown addresses is uncertain only where a network is listed', () => {
    const network = { entries: ['10.0.0.0/8'], version: null };
    const names = { entries: ['other:5000'], version: null };
    expect(isInsecure('reg:5000', network, null).certain).toBe(false);
    expect(isInsecure('reg:5000', network, ['192.0.2.1']).certain).toBe(true);
    expect(isInsecure('reg:5000', names, null).certain).toBe(true);
  });

  test('the entry is named as it is written', () => {
    const list = { entries: ['http://reg:5000'], version: null };
    expect(isInsecure('reg:5000', list, null).by).toBe('http://reg:5000');
  });
});

describe('a registry host', () => {
  test.each(['host', 'host.example:8443', '[2001:db8::1]:5000', 'localhost', '10.0.0.1:80'])(
    '%s is one',
    (text) => {
      expect(parseRegistryHost(text)).toEqual({ host: text });
    },
  );

  test.each(['https://host', 'host/path', 'host:', 'host:0', 'host:99999', '', 'a b', '::1'])(
    '%s is none',
    (text) => {
      expect(parseRegistryHost(text)).toHaveProperty('problem');
    },
  );

  test('Docker Hub’s old name is its present one', () => {
    expect(parseRegistryHost('index.docker.io')).toEqual({ host: 'docker.io' });
  });
});
