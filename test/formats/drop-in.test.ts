import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editLines, editVariable } from '../../src/formats/drop-in.ts';
import { effectiveUnit } from '../../src/formats/systemd-unit.ts';
import { textOf } from '../../src/formats/text.ts';
import { fixture, fixtureNames } from './fixtures.ts';

function read(text: string): { [name: string]: string } {
  const { environment } = effectiveUnit('docker.service', [{ path: '/d', text }]);
  return Object.fromEntries(environment.map(({ name, value }) => [name, value]));
}

const names = fixtureNames('units').filter((name) => name.endsWith('.conf'));

describe('a new drop-in', () => {
  it('doubles percent signs and quotes the whole assignment', () => {
    const url = 'http://us%40er:p%2Fw@proxy.example:3128';
    expect(editVariable('', 'HTTPS_PROXY', url)).toBe(
      '[Service]\nEnvironment="HTTPS_PROXY=http://us%%40er:p%%2Fw@proxy.example:3128"\n',
    );
  });

  it('clears the command before it sets one', () => {
    const text = editLines('', 'EnvironmentFile', ['/x']);
    expect(editLines(text, 'ExecStart', ['', '/usr/bin/dockerd'])).toBe(
      '[Service]\nEnvironmentFile=/x\nExecStart=\nExecStart=/usr/bin/dockerd\n',
    );
  });

  it('is read back as it was meant, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        if (/[\p{Cc}]/u.test(value) || !value.isWellFormed()) return;
        expect(read(editVariable('', 'X', value))).toEqual({ X: value });
      }),
    );
  });
});

describe('editVariable', () => {
  it.each(names)('sets, keeps and removes a variable in %s', (name) => {
    const text = textOf(fixture(`units/${name}`));
    const before = read(text);
    const set = editVariable(text, 'HTTPS_PROXY', 'http://new%40.example:1');
    expect(read(set)).toEqual({ ...before, HTTPS_PROXY: 'http://new%40.example:1' });
    const { HTTPS_PROXY: _, ...others } = before;
    expect(read(editVariable(set, 'HTTPS_PROXY', null))).toEqual(others);
    expect(editVariable(text, 'ABSENT', null)).toBe(text);
  });

  it('changes nothing but the word, in the quotes it stands in', () => {
    expect(editVariable(textOf(fixture('units/proxy.conf')), 'HTTPS_PROXY', 'http://n:1')).toBe(
      '[Service]\nEnvironment="HTTP_PROXY=http://proxy.example.com:80/"\nEnvironment="HTTPS_PROXY=http://n:1" "NO_PROXY=localhost,127.0.0.1,docker-registry.somecorporation.com"\n',
    );
    const one = (line: string) => editVariable(`[Service]\nEnvironment=${line}\n`, 'A', 'x%y');
    expect(one('A=1 B=2')).toContain('Environment=A=x%%y B=2\n');
    expect(one("'A=1' B=2")).toContain("Environment='A=x%%y' B=2\n");
    expect(one('A="1" B=2')).toContain('Environment=A="x%%y" B=2\n');
  });

  it('takes the line along, for an empty Environment= would reset what came before', () => {
    const text = '[Service]\nEnvironment=A=1\nEnvironment=B=2\n';
    expect(editVariable(text, 'B', null)).toBe('[Service]\nEnvironment=A=1\n');
  });

  it('takes out one word of a continued line', () => {
    const text = textOf(fixture('units/continued.conf'));
    expect(read(editVariable(text, 'HTTPS_PROXY', null))).toEqual({
      HTTP_PROXY: 'http://proxy.example:3128',
      NO_PROXY: 'localhost',
    });
  });

  it('keeps CRLF and a missing final newline where they are', () => {
    expect(editVariable(textOf(fixture('units/crlf.conf')), 'NO_PROXY', 'x')).toBe(
      '[Service]\r\nEnvironment="HTTP_PROXY=http://proxy.example:3128"\r\nEnvironment="NO_PROXY=x"\r\n',
    );
    expect(editVariable(textOf(fixture('units/no-newline.conf')), 'NO_PROXY', 'x')).toBe(
      '[Service]\nEnvironment="HTTP_PROXY=http://proxy.example:3128"\nEnvironment="NO_PROXY=x"\n',
    );
    expect(editVariable(textOf(fixture('units/other-section.conf')), 'NO_PROXY', 'x')).toBe(
      '[Unit]\nAfter=proxy.service\n\n[Install]\nWantedBy=multi-user.target\n\n[Service]\nEnvironment="NO_PROXY=x"\n',
    );
  });

  it('reads back any value it writes, and leaves the others alone', () => {
    const word = fc.constantFrom('A=1', '"A=2 3"', "'A=4'", 'B=5', '"B=6"', 'C="7 8"', '\\\n');
    const line = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const value = fc.string({ unit: fc.constantFrom(...'ab %"\'\\$=,#;é') });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 3 }), value, (lines, wanted) => {
        const text = `[Service]\n${lines.map((one) => `Environment=${one}\n\n`).join('')}`;
        const before = read(text);
        expect(read(editVariable(text, 'A', wanted))).toEqual({ ...before, A: wanted });
        const { A: _, ...others } = before;
        expect(read(editVariable(text, 'A', null))).toEqual(others);
      }),
      { numRuns: 500 },
    );
  });
});

describe('editLines', () => {
  it('keeps lines that are right, drops others, adds what is missing', () => {
    const text = '[Service]\nEnvironmentFile=-/a\n# why\nEnvironmentFile=/b\nRestart=always\n';
    expect(editLines(text, 'EnvironmentFile', ['/b', '/c'])).toBe(
      '[Service]\n# why\nEnvironmentFile=/b\nEnvironmentFile=/c\nRestart=always\n',
    );
    expect(editLines(text, 'EnvironmentFile', ['-/a', '/b'])).toBe(text);
    expect(editLines('', 'EnvironmentFile', ['/c'])).toBe('[Service]\nEnvironmentFile=/c\n');
  });
});
