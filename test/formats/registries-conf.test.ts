import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editRegistriesConf, readRegistriesConf } from '../../src/formats/registries-conf.ts';
import { fixtureText } from './fixtures.ts';

const stock = fixtureText('toml/registries-v1.conf');
const tall = fixtureText('toml/registries-tall.conf');

function insecure(text: string): readonly string[] {
  const conf = readRegistriesConf(text);
  return conf.kind === 'parsed' ? conf.lists.insecure : [];
}

describe('readRegistriesConf', () => {
  it('reads the three lists with their lines', () => {
    const conf = readRegistriesConf(stock);
    expect(conf).toMatchObject({
      kind: 'parsed',
      lists: { insecure: [], block: [] },
      lines: { search: 12, insecure: 17, block: 25 },
      version2: false,
    });
    expect(conf.kind === 'parsed' && conf.lists.search[0]).toBe('registry.access.redhat.com');
  });

  it('tells a file of version 2 and a broken one', () => {
    expect(readRegistriesConf(fixtureText('toml/registries-v2.conf'))).toMatchObject({
      version2: true,
      lists: { search: [] },
    });
    expect(readRegistriesConf('[registries.search\n')).toMatchObject({ kind: 'broken', line: 1 });
  });
});

describe('editRegistriesConf', () => {
  it('changes one list and keeps the quotes', () => {
    expect(editRegistriesConf(stock, 'insecure', ['10.0.0.5:5000'])).toBe(
      stock.replace(
        '[registries.insecure]\nregistries = []',
        '[registries.insecure]\nregistries = ["10.0.0.5:5000"]',
      ),
    );
    const search = ['registry.access.redhat.com', 'docker.io', 'quay.io', 'new.example'];
    expect(editRegistriesConf(stock, 'search', search)).toBe(
      stock.replace(
        /registries = \['.*'\]/,
        "registries = ['registry.access.redhat.com', 'docker.io', 'quay.io', 'new.example']",
      ),
    );
    expect(editRegistriesConf(stock, 'block', [])).toBe(stock);
  });

  it('keeps lines and comments of what stays', () => {
    expect(editRegistriesConf(tall, 'insecure', ['10.0.0.5:5000', 'new:1'])).toBe(
      '[registries.insecure]\nregistries = [\n  "10.0.0.5:5000",   # lab\n  "new:1",\n]\n',
    );
    expect(editRegistriesConf(tall, 'insecure', ['10.0.0.5:5000', 'reg.example:5000', 'n:1'])).toBe(
      '[registries.insecure]\nregistries = [\n  "10.0.0.5:5000",   # lab\n  "reg.example:5000",\n  "n:1",\n]\n',
    );
  });

  it('adds a table that is missing', () => {
    expect(editRegistriesConf(tall, 'block', ['docker.io'])).toBe(
      `${tall}\n[registries.block]\nregistries = ["docker.io"]\n`,
    );
  });

  it('makes any list be any other', () => {
    const entry = fc.constantFrom('a', 'b:5000', 'c.example', "d'e");
    const list = fc.uniqueArray(entry);
    const comma = fc.constantFrom(', ', ',', ' , ', ',\n  ', ', # note\n  ');
    fc.assert(
      fc.property(list, list, comma, (from, to, gap) => {
        const written = from.map((one) => `"${one}"`).join(gap);
        const text = `[registries.insecure]\nregistries = [${written}]\n`;
        expect(insecure(editRegistriesConf(text, 'insecure', to))).toEqual(to);
      }),
      { numRuns: 1000 },
    );
  });
});
