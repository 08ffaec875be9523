import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEnvironmentFile, variablesOf } from '../../src/formats/environment-file.ts';
import { editFlag } from '../../src/formats/flag-variable.ts';
import { flagSplices, parseFlags } from '../../src/formats/flags.ts';
import { applySplices, textOf } from '../../src/formats/text.ts';
import { fixture } from './fixtures.ts';

function list(value: string) {
  return parseFlags(value).flags.map((flag) => [flag.name, flag.value]);
}

function set(value: string, name: string, wanted: readonly string[]): string {
  return applySplices(value, flagSplices(value, { name, values: wanted }));
}

describe('parseFlags', () => {
  it.each([
    ['--registry-mirror=https://a.example', [['registry-mirror', 'https://a.example']]],
    ['--registry-mirror https://a.example', [['registry-mirror', 'https://a.example']]],
    [
      '--selinux-enabled --mtu 1400',
      [
        ['selinux-enabled', null],
        ['mtu', '1400'],
      ],
    ],
    ['--selinux-enabled=false', [['selinux-enabled', 'false']]],
    [
      '-H fd:// -Hunix:// -H=tcp://1',
      [
        ['host', 'fd://'],
        ['host', 'unix://'],
        ['host', 'tcp://1'],
      ],
    ],
    [
      '-Dl debug',
      [
        ['debug', null],
        ['log-level', 'debug'],
      ],
    ],
    [
      `--label "a b" '--log-opt=x y'`,
      [
        ['label', 'a b'],
        ['log-opt', 'x y'],
      ],
    ],
    [
      '-d -g /data',
      [
        ['daemon', null],
        ['graph', '/data'],
      ],
    ],
  ])('reads %s', (value, flags) => {
    expect(list(value)).toEqual(flags);
  });

  it('knows when a flag left and what took its place', () => {
    const [graph] = parseFlags('--graph=/data').flags;
    expect(graph?.key).toMatchObject({ until: '24.0', use: 'data-root' });
  });

  it('says which words no flag can be, and what was meant', () => {
    const damaged = parseEnvironmentFile(textOf(fixture('environment/damaged-dash')));
    const value = variablesOf(damaged, 'systemd').get('DOCKER_OPTS')?.value ?? '';
    expect(parseFlags(value).strays.map(({ kind, meant }) => [kind, meant])).toEqual([
      ['damaged-dash', '--registry-mirror=https://mirror.example'],
      ['damaged-dash', '--debug --mtu=1400'],
    ]);
    expect(parseFlags('--debug').strays).toEqual([]);
    expect(parseFlags('–H fd://').strays).toMatchObject([{ meant: '-H' }, { text: 'fd://' }]);
  });

  it('sees a variable that systemd does not expand', () => {
    expect(parseFlags('$DOCKER_OPTS --debug').strays).toMatchObject([
      { kind: 'variable', text: '$DOCKER_OPTS' },
    ]);
  });
});

describe('flagSplices', () => {
  it('keeps the flags that stay and their spelling', () => {
    const value = '--debug  --registry-mirror https://a  --mtu=1400';
    expect(set(value, 'registry-mirror', ['https://a', 'https://b'])).toBe(
      '--debug  --registry-mirror https://a --registry-mirror https://b  --mtu=1400',
    );
    expect(set(value, 'registry-mirror', ['https://b'])).toBe(
      '--debug  --registry-mirror https://b  --mtu=1400',
    );
    expect(set(value, 'registry-mirror', [])).toBe('--debug  --mtu=1400');
    expect(set('\n--mtu=1 --debug\n\n', 'debug', [])).toBe('\n--mtu=1\n\n');
    expect(set('--debug ', 'debug', [])).toBe('');
    expect(set(value, 'insecure-registry', ['h:1'])).toBe(`${value} --insecure-registry=h:1`);
    expect(set('', 'debug', ['true'])).toBe('--debug');
    expect(set('-Dl debug', 'debug', [])).toBe('-l debug');
  });

  it('keeps the order that was asked for', () => {
    const value = '--registry-mirror=a --debug --registry-mirror=b';
    expect(set(value, 'registry-mirror', ['b', 'a'])).toBe(
      '--registry-mirror=b --debug --registry-mirror=a',
    );
  });

  it('makes the flag hold exactly what was asked, and leaves the others alone', () => {
    const word = fc.constantFrom(
      '--debug',
      '--mtu=1400',
      '--dns 8.8.8.8',
      '--registry-mirror=a',
      '--registry-mirror b',
      "'--registry-mirror=c'",
      '--registry-mirror "a"',
    );
    const wanted = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), wanted, (words, values) => {
        const before = words.join('  ');
        const after = parseFlags(set(before, 'registry-mirror', values)).flags;
        const others = parseFlags(before).flags.filter((one) => one.name !== 'registry-mirror');
        const mine = after.filter((one) => one.name === 'registry-mirror');
        expect([...new Set(mine.map((one) => one.value))]).toEqual(values);
        expect(
          after.filter((one) => one.name !== 'registry-mirror').map((one) => one.name),
        ).toEqual(others.map((one) => one.name));
      }),
    );
  });
});

describe('editFlag', () => {
  it('takes a variable back that it has added, and leaves one that was there', () => {
    const wish = { variable: 'OPTIONS', name: 'registry-mirror', reader: 'systemd' } as const;
    fc.assert(
      fc.property(
        fc.constantFrom('', '# none\n', 'A=1\n', "OPTIONS='--debug'\nA=1\n", "OPTIONS=''\n# end\n"),
        fc.array(fc.constantFrom('https://a', 'https://b'), { minLength: 1 }),
        (text, values) => {
          const given = editFlag(text, { ...wish, values });
          expect(editFlag(given, { ...wish, values: [] })).toBe(text);
        },
      ),
    );
  });

  it('gives the very bytes back when what it added to a line among others goes again', () => {
    const layouts = [
      'DOCKER_OPTS="--registry-mirror=https://a \\\n  --insecure-registry h:1 \\\n  --debug"\n',
      "DOCKER_OPTS='--registry-mirror https://a\n--debug\n'\n",
      'DOCKER_OPTS="--debug  --registry-mirror=https://a   --mtu=1"\n',
      'DOCKER_OPTS="--registry-mirror=https://a\t--debug"\n',
      'DOCKER_OPTS="\\\n  --registry-mirror=https://a \\\n  --mtu=1 \\\n"\n',
    ];
    const wish = { variable: 'DOCKER_OPTS', name: 'registry-mirror', reader: 'systemd' } as const;
    const more = ['https://a', 'https://b', 'https://c', 'https://d'];
    fc.assert(
      fc.property(fc.constantFrom(...layouts), fc.integer({ min: 2, max: 4 }), (text, count) => {
        const given = editFlag(text, { ...wish, values: more.slice(0, count) });
        expect(given).not.toBe(text);
        expect(editFlag(given, { ...wish, values: ['https://a'] })).toBe(text);
      }),
    );
  });

  it('keeps continuation lines and every other flag', () => {
    const text = textOf(fixture('environment/sysconfig-fedora'));
    const wish = { variable: 'OPTIONS', reader: 'systemd' } as const;
    const removed = editFlag(text, { ...wish, name: 'log-driver', values: [] });
    expect(removed).toBe(text.replace('  --log-driver=journald \\\n', ''));
    const added = editFlag(text, { ...wish, name: 'registry-mirror', values: ['https://a'] });
    expect(added).toBe(
      text.replace('docker-proxy \\', 'docker-proxy --registry-mirror=https://a \\'),
    );
    expect(editFlag(text, { ...wish, name: 'log-driver', values: ['journald'] })).toBe(text);
  });

  it('keeps single quotes and shell blocks', () => {
    const text = textOf(fixture('environment/sysconfig-rhel7'));
    const edited = editFlag(text, {
      variable: 'INSECURE_REGISTRY',
      name: 'insecure-registry',
      values: ['reg.corp.example:5000'],
      reader: 'systemd',
    });
    expect(edited).toBe(text.replace('--insecure-registry 172.30.0.0/16 ', ''));
  });

  it('adds the variable when it is missing', () => {
    expect(
      editFlag('', { variable: 'OPTIONS', name: 'mtu', values: ['1400'], reader: 'systemd' }),
    ).toBe('OPTIONS=--mtu=1400\n');
  });
});
