import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { HostsToml } from '../../src/domain/hosts.ts';
import { readHostsToml } from '../../src/formats/hosts-toml.ts';
import { editHostsToml } from '../../src/formats/hosts-toml-edit.ts';
import { tomlItems } from '../../src/formats/toml/layout.ts';
import { fixtureNames, fixtureText } from './fixtures.ts';

function text(name: string): string {
  return fixtureText(`toml/${name}`);
}

function parsed(from: string): HostsToml {
  const result = readHostsToml(from);
  if (result.kind === 'broken') throw new Error(result.engineText);
  return result.toml;
}

describe('readHostsToml', () => {
  it('reads the tables in the order of the file', () => {
    const { hosts, server } = parsed(text('hub.toml'));
    expect(hosts.map(({ url }) => url)).toEqual(['https://mirror.example', 'http://10.0.0.5:5000']);
    expect(hosts[1]).toEqual({
      url: 'http://10.0.0.5:5000',
      capabilities: ['pull'],
      ca: null,
      client: [],
      skipVerify: true,
      overridePath: true,
      headerNames: ['x-custom', 'authorization'],
    });
    expect(server.url).toBe('https://registry-1.docker.io');
  });

  it('reads every way in which ca and client may be written', () => {
    const { hosts, server } = parsed(text('literal.toml'));
    expect(server.ca).toEqual(['corp.crt']);
    expect(hosts[0]).toMatchObject({
      ca: ['/etc/ssl/corp.pem', 'extra.crt'],
      client: [
        { certificate: 'client.cert', key: 'client.key' },
        { certificate: 'both.pem', key: 'both.pem' },
      ],
    });
    expect(parsed('client = "both.pem"').server.client).toEqual([
      { certificate: 'both.pem', key: null },
    ]);
  });

  it('counts only hosts that have a header, as containerd does', () => {
    expect(parsed(text('inline.toml')).hosts).toEqual([]);
    expect(parsed(text('nested-later.toml')).hosts.map(({ url }) => url)).toEqual([
      'https://a.example',
      'https://b.example',
    ]);
  });

  it.each([
    ['unknown-capability.toml', 'unknown capability fetch'],
    ['bad-client.toml', 'invalid pair [only-one] for "client"'],
    ['broken.toml', 'TOML'],
  ])('says why containerd does not decode %s', (name, says) => {
    const result = readHostsToml(text(name));
    expect(result.kind === 'broken' && result.engineText).toContain(says);
  });
});

describe('tomlItems', () => {
  it.each(fixtureNames('toml').filter((name) => name !== 'broken.toml'))(
    'finds items that cover everything in %s but blank lines and comments',
    (name) => {
      const from = text(name);
      const rest = tomlItems(from).reduceRight(
        (left, { start, end }) => left.slice(0, start) + left.slice(end),
        from,
      );
      expect(rest.replace(/^[ \t]*#.*$/gm, '').trim()).toBe('');
    },
  );
});

describe('editHostsToml', () => {
  it('adds a host behind the others and keeps every byte before it', () => {
    const before = text('hub.toml');
    const hosts = new Map([
      ['https://new.example', { capabilities: ['pull', 'resolve'] as const, ca: ['new.crt'] }],
    ]);
    expect(editHostsToml(before, { hosts })).toBe(
      `${before}\n[host."https://new.example"]\ncapabilities = ["pull", "resolve"]\nca = "new.crt"\n`,
    );
  });

  it('removes a host with its header table and the comment above it', () => {
    const before = text('hub.toml');
    expect(editHostsToml(before, { hosts: new Map([['https://mirror.example', null]]) })).toBe(
      before.replace(/# fast[\s\S]*?(?=\[host."http:)/, ''),
    );
    expect(editHostsToml(before, { hosts: new Map([['http://10.0.0.5:5000', null]]) })).toBe(
      before.slice(0, before.indexOf('\n[host."http://10')),
    );
    const both = editHostsToml(text('nested-later.toml'), {
      hosts: new Map([['https://a.example', null]]),
    });
    expect(both).toBe('[host."https://b.example"]\n');
  });

  it('changes one key and nothing else', () => {
    const before = text('literal.toml');
    const url = 'https://harbor.example:8443';
    expect(editHostsToml(before, { hosts: new Map([[url, { ca: ['new.crt'] }]]) })).toBe(
      before.replace(`["/etc/ssl/corp.pem", 'extra.crt']`, '"new.crt"'),
    );
    expect(editHostsToml(before, { top: { ca: null } })).toBe(
      before.replace("ca = 'corp.crt'   # beside this file\n", ''),
    );
    expect(editHostsToml(before, { top: { skipVerify: true } })).toBe(
      before.replace('this file\n', 'this file\nskip_verify = true\n'),
    );
    expect(editHostsToml(text('multi-line.toml'), { server: 'https://s.example' })).toBe(
      `server = "https://s.example"\r\n\r\n${text('multi-line.toml')}`,
    );
  });

  it('changes nothing where the file already says it', () => {
    const before = text('hub.toml');
    const hosts = new Map([
      ['https://mirror.example', { capabilities: ['pull', 'resolve'] as const }],
    ]);
    const server = 'https://registry-1.docker.io';
    expect(editHostsToml(before, { server, hosts, order: ['https://mirror.example'] })).toBe(
      before,
    );
  });

  it('moves whole tables into the order asked for', () => {
    const order = ['http://10.0.0.5:5000', 'https://mirror.example'];
    const edited = editHostsToml(text('hub.toml'), { order });
    expect(parsed(edited).hosts.map(({ url }) => url)).toEqual(order);
    expect(edited).toContain('# fast, but limited\n[host."https://mirror.example"]');
    expect(parsed(edited).hosts[0]?.headerNames).toEqual(['x-custom', 'authorization']);
  });

  it('refuses what it cannot edit in place', () => {
    const hosts = new Map([['https://b.example', { ca: ['b.crt'] }]]);
    expect(() => editHostsToml(text('broken.toml'), { hosts })).toThrow(Failure);
    expect(() => editHostsToml(text('inline.toml'), { hosts })).toThrow(Failure);
  });

  it('reads back what it wrote', () => {
    const path = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => one.isWellFormed());
    const host = fc.record({
      ca: fc.option(fc.array(path, { minLength: 1, maxLength: 3 })),
      client: fc.option(
        fc.array(fc.record({ certificate: path, key: fc.option(path) }), {
          minLength: 1,
          maxLength: 2,
        }),
      ),
      skipVerify: fc.option(fc.boolean()),
      overridePath: fc.constantFrom(true, null),
    });
    const url = fc.constantFrom('https://a.example', 'http://b:5000', 'https://c.example/p"q', 'd');
    fc.assert(
      fc.property(fc.dictionary(url, host), fc.dictionary(url, host), (first, second) => {
        const once = editHostsToml('', { hosts: new Map(Object.entries(first)) });
        const twice = editHostsToml(once, { hosts: new Map(Object.entries(second)) });
        const seen = new Map(parsed(twice).hosts.map((one) => [one.url, one]));
        for (const [name, wish] of Object.entries({ ...first, ...second })) {
          expect(seen.get(name)).toMatchObject({
            ca: wish.ca,
            client: wish.client ?? [],
            skipVerify: wish.skipVerify,
            overridePath: wish.overridePath ?? false,
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});
