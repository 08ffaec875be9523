import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandCommand } from '../../src/formats/systemd/command.ts';
import { parseUnit } from '../../src/formats/systemd/parse.ts';
import { resolveSpecifiers } from '../../src/formats/systemd/specifiers.ts';
import { splitWords } from '../../src/formats/systemd/words.ts';
import { effectiveUnit } from '../../src/formats/systemd-unit.ts';
import { textOf } from '../../src/formats/text.ts';
import { unitEnvironment } from '../../src/formats/unit-environment.ts';
import { fixture, fixtureNames } from './fixtures.ts';

function unit(...names: string[]) {
  const files = names.map((name) => ({ path: `/etc/${name}`, text: text(name) }));
  return effectiveUnit('docker.service', files);
}

function text(name: string): string {
  return textOf(fixture(`units/${name}`));
}

function environmentOf(...names: string[]): { [name: string]: string } {
  return Object.fromEntries(unit(...names).environment.map(({ name, value }) => [name, value]));
}

describe('splitWords', () => {
  it.each([
    ['a  b\tc', ['a', 'b', 'c']],
    [`"a b" 'c d'`, ['a b', 'c d']],
    ['"A=x y"z', ['A=x yz']],
    ['C=1\\x41\\102\\u00e9\\xe4\\xbd\\xa0', ['C=1ABé你']],
    ['a\\sb \\"', ['a b', '"']],
    ["'it\\'s'", ["it's"]],
  ])('splits %s', (line, words) => {
    expect(splitWords(line, 'environment').words.map((word) => word.text)).toEqual(words);
  });

  it('keeps an unknown escape in a command and stops at one in Environment=', () => {
    expect(splitWords('a \\d', 'command').words.map((word) => word.text)).toEqual(['a', '\\d']);
    expect(splitWords('a \\d b', 'environment')).toMatchObject({
      words: [{ text: 'a' }],
      fault: { kind: 'bad-escape', start: 2 },
    });
  });

  it('takes an open quote to the end only in a variable', () => {
    expect(splitWords('a "b c', 'variable').words.map((word) => word.text)).toEqual(['a', 'b c']);
    expect(splitWords('a "b c', 'command').fault).toEqual({ kind: 'open-quote', start: 2 });
  });

  it('gives places that cover every word', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab "\'\\\tx') }), (line) => {
        const { words } = splitWords(line, 'variable');
        const outside = words.reduceRight(
          (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
          line,
        );
        expect(outside.trim()).toBe('');
      }),
    );
  });
});

describe('resolveSpecifiers', () => {
  it.each([
    ['100%%', '100%'],
    ['50%', '50%'],
    ['%-x', '%-x'],
    ['%n|%N|%p|%t', 'docker.service|docker|docker|/run'],
  ])('reads %s', (written, read) => {
    expect(resolveSpecifiers(written, 'docker.service')).toMatchObject({ text: read });
  });

  it('drops what holds an unknown letter or digit', () => {
    expect(resolveSpecifiers('http://us%40er@p', 'docker.service')).toEqual({
      kind: 'dropped',
      specifier: '%4',
    });
  });

  it('names what it changed without the author meaning it', () => {
    expect(resolveSpecifiers('m%C3%BCller', 'docker.service')).toEqual({
      kind: 'text',
      text: 'm/var/cache3%BCller',
      altered: ['%C', '%B'],
    });
  });
});

describe('parseUnit', () => {
  it.each(fixtureNames('units'))('knows the place of every value in %s', (name) => {
    const parsed = parseUnit(text(name));
    for (const { value, offsets } of parsed.assignments) {
      const written = [...value].map((_, at) => parsed.text[offsets[at] ?? -1]).join('');
      expect(written.replaceAll('\\', ' ')).toBe(value.replaceAll('\\', ' '));
    }
  });

  it('names the lines that systemd ignores', () => {
    expect(parseUnit(text('junk.conf')).faults).toEqual([
      { line: 1, kind: 'outside' },
      { line: 2, kind: 'bad-section' },
      { line: 5, kind: 'no-equals' },
      { line: 6, kind: 'no-key' },
    ]);
  });

  it('ends a continuation at a blank line and skips comments inside it', () => {
    const parsed = parseUnit('[Service]\nA=1 \\\n# no\n  2 \\\n\nB=3\\\\\nC=4\n');
    expect(parsed.assignments.map(({ key, value, line }) => [key, value, line])).toEqual([
      ['A', '1    2', 2],
      ['B', '3\\\\', 6],
      ['C', '4', 7],
    ]);
  });
});

describe('effectiveUnit', () => {
  it('reads several assignments on a line, quoted in any way', () => {
    expect(environmentOf('proxy-bare.conf')).toEqual({
      HTTP_PROXY: 'http://10.0.0.1:3128',
      HTTPS_PROXY: 'http://10.0.0.1:3128',
      NO_PROXY: 'localhost, .corp.example',
    });
    expect(environmentOf('value-quoted.conf')).toEqual({
      HTTP_PROXY: 'http://proxy.example:3128',
      NO_PROXY: 'localhost,.example',
    });
    expect(environmentOf('continued.conf')).toMatchObject({ NO_PROXY: 'localhost' });
    expect(environmentOf('bom.conf')).toEqual({ NO_PROXY: 'localhost' });
  });

  it('drops a single percent sign as systemd does, and says which assignment', () => {
    const { environment, problems } = unit('percent.conf');
    expect(environment.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'NO_PROXY=localhost',
      'HTTP_PROXY=http://us%40er:p%2Fw@proxy.corp.example:3128',
      'FTP_PROXY=http://m/var/cache3%BCller@proxy.corp.example:3128',
    ]);
    expect(problems).toMatchObject([
      { kind: 'bad-specifier', name: 'HTTPS_PROXY', specifier: '%4', origin: { line: 2 } },
      { kind: 'specifier', name: 'FTP_PROXY', specifier: '%C', origin: { line: 4 } },
    ]);
  });

  it('ignores a line with an open quote and goes on', () => {
    const { environment, problems } = unit('broken-quote.conf');
    expect(environment.map(({ name }) => name)).toEqual(['HTTPS_PROXY']);
    expect(problems).toMatchObject([{ kind: 'open-quote', origin: { line: 2 } }]);
  });

  it('lets drop-ins reset lists and win', () => {
    expect(environmentOf('proxy.conf', 'reset.conf')).toEqual({ NO_PROXY: 'localhost' });
    const { environmentFiles } = unit('rhel7.service', 'reset.conf');
    expect(environmentFiles).toMatchObject([{ path: '/etc/docker.env', optional: false }]);
    const machine = unit('docker-ce.service', 'machine.conf');
    expect(machine.execStart).toHaveLength(1);
    expect(machine.execStart[0]?.origin).toEqual({
      kind: 'file',
      path: '/etc/machine.conf',
      line: 3,
    });
    expect(machine.settings.get('Service.Restart')?.value).toBe('always');
  });
});

describe('expandCommand', () => {
  const environment = new Map(
    Object.entries({ OPTIONS: `--debug --label "a b"`, EMPTY: '', ONE: 'x y' }).map(
      ([name, value], at) => {
        const origin = { kind: 'file', path: '/etc/sysconfig/docker', line: at + 1 } as const;
        return [name, { name, value, origin }] as const;
      },
    ),
  );
  const argv = (line: string) => {
    const { execStart } = effectiveUnit('docker.service', [
      { path: '/unit', text: `[Service]\nExecStart=${line}\n` },
    ]);
    return execStart.map((command) => expandCommand(command, environment).map((one) => one.text));
  };

  it.each([
    ['/d $OPTIONS', [['/d', '--debug', '--label', 'a b']]],
    ['/d $EMPTY $MISSING', [['/d']]],
    ['/d {ONE} {MISSING}', [['/d', 'x y', '']]],
    ['/d --a=$ONE --b={ONE} $$ONE "$$"', [['/d', '--a=$ONE', '--b=x y', '$ONE', '$']]],
    ['-/d a', [['/d', 'a']]],
    ['@/d zero a', [['zero', 'a']]],
    [':/d $OPTIONS', [['/d', '$OPTIONS']]],
    [
      '/d a ; /e \\; b',
      [
        ['/d', 'a'],
        ['/e', ';', 'b'],
      ],
    ],
    ['/d "open', []],
  ])('expands %s', (line, expected) => {
    expect(argv(line.replaceAll('{', '${'))).toEqual(expected);
  });

  it('tells which file spells a flag and by which variable it comes', () => {
    const [command] = unit('debian.service').execStart;
    const origin = { kind: 'file', path: '/etc/default/docker', line: 12 } as const;
    const options = new Map([['DOCKER_OPTS', { value: '--debug', origin }]]);
    expect(command && expandCommand(command, options).at(-1)).toEqual({
      text: '--debug',
      origin,
      variable: 'DOCKER_OPTS',
    });
  });
});

describe('unitEnvironment', () => {
  it('lets environment files win over Environment=, wherever they stand', () => {
    const service = effectiveUnit('docker.service', [
      { path: '/lib/docker.service', text: '[Service]\nEnvironmentFile=-/etc/default/docker\n' },
      { path: '/etc/proxy.conf', text: '[Service]\nEnvironment=HTTP_PROXY=http://new:1 X=1 Y=2\n' },
      { path: '/etc/unset.conf', text: '[Service]\nUnsetEnvironment=X Y=other\n' },
    ]);
    const files = new Map([['/etc/default/docker', '# stale\nHTTP_PROXY=http://old:1\n']]);
    const environment = unitEnvironment(service, (path) => files.get(path) ?? null);
    expect(environment.get('HTTP_PROXY')).toEqual({
      name: 'HTTP_PROXY',
      value: 'http://old:1',
      origin: { kind: 'file', path: '/etc/default/docker', line: 2 },
    });
    expect([...environment.keys()]).toEqual(['HTTP_PROXY', 'Y']);
  });
});
