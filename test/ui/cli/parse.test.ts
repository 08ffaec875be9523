import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { optionsOf } from '../../../src/ui/cli/command.ts';
import { commands } from '../../../src/ui/cli/commands.ts';
import { parse } from '../../../src/ui/cli/parse.ts';

describe('what a command line asks for', () => {
  const read: readonly [
    line: string,
    command: string,
    operands: readonly string[],
    flags: { readonly [name: string]: readonly string[] },
  ][] = [
    ['apply web.json5', 'apply', ['web.json5'], {}],
    ['apply -', 'apply', ['-'], {}],
    ['--json apply --check web', 'apply', ['web'], { json: ['true'], check: ['true'] }],
    ['--root /mnt apply', 'apply', [], { root: ['/mnt'] }],
    ['apply --root=/mnt', 'apply', [], { root: ['/mnt'] }],
    ['apply --root=', 'apply', [], { root: [''] }],
    ['apply --deadline 1m --deadline=2m', 'apply', [], { deadline: ['1m', '2m'] }],
    ['doctor --host a --host b c d', 'doctor', ['c', 'd'], { host: ['a', 'b'] }],
    ['--host a doctor', 'doctor', [], { host: ['a'] }],
    ['ca --json list', 'ca list', [], { json: ['true'] }],
    ['explain -- --json', 'explain', ['--json'], {}],
    ['explain --engine -1 x', 'explain', ['x'], { engine: ['-1'] }],
    [
      'apply --add-mirror https://a.example/=',
      'apply',
      [],
      { 'add-mirror': ['https://a.example/='] },
    ],
  ];
  test.each(read)('%s', (line, command, operands, flags) => {
    const asked = parse(line.split(' '));
    expect([asked.spec.name, asked.operands, Object.fromEntries(asked.flags)]).toEqual([
      command,
      operands,
      flags,
    ]);
  });
});

describe('what is said of a command line that cannot be meant', () => {
  const refused: readonly [line: string, sentence: string][] = [
    ['', 'A command is missing; dockcfg doctor is a good first one.'],
    ['--json', 'A command is missing; dockcfg doctor is a good first one.'],
    ['--jsno', 'There is no option --jsno. Did you mean --json?'],
    ['aply --check', 'There is no command aply. Did you mean apply?'],
    ['ca lst', 'There is no command ca lst. Did you mean dockcfg ca list?'],
    ['apply --quiet=yes', '--quiet takes no value.'],
    ['apply --root', '--root needs a value.'],
    ['apply --root --json', '--root needs a value.'],
    ['doctor --check', 'There is no option --check. See dockcfg --help.'],
    ['apply -q', 'There is no option -q. See dockcfg --help.'],
    ['apply a b', 'apply was given too many arguments; see dockcfg apply --help.'],
    ['explain', 'The SUBJECT is missing; see the same command with --help.'],
  ];
  test.each(refused)('%s', (line, sentence) => {
    expect(complaint(line === '' ? [] : line.split(' '))).toBe(sentence);
  });

  test('a value is never repeated: it may hold a password', () => {
    expect(complaint(['apply', '--https-prxy=http://u:secret@p.example'])).not.toContain('secret');
    expect(complaint(['apply', '--json=http://u:secret@p.example'])).not.toContain('secret');
  });
});

test('every option of every command is read in both spellings, wherever it stands', () => {
  for (const spec of commands) {
    const words = spec.name.split(' ');
    const operands = spec.operands.startsWith('<') ? ['thing'] : [];
    for (const [name, { kind }] of optionsOf(spec)) {
      const spellings = kind === 'flag' ? [[`--${name}`]] : [[`--${name}=v`], [`--${name}`, 'v']];
      for (const said of spellings) {
        const value = kind === 'flag' ? 'true' : 'v';
        for (const argv of [
          [...words, ...operands, ...said],
          [...said, ...words, ...operands],
        ]) {
          const asked = parse(argv);
          expect([argv, asked.spec.name, asked.flags.get(name)]).toEqual([
            argv,
            spec.name,
            [value],
          ]);
        }
      }
    }
  }
});

test('no command line is a bug', () => {
  const word = fc.oneof(
    fc.string(),
    fc.string().map((text) => `--${text}`),
    fc.constantFrom('apply', 'ca', 'list', 'doctor', 'mirrors', '--', '-', '--json', '--root'),
    fc.constantFrom('__proto__', '--__proto__', '--__proto__=1', '--constructor', 'toString'),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
      try {
        const { spec, flags } = parse(argv);
        expect([...flags.keys()].filter((name) => !optionsOf(spec).has(name))).toEqual([]);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
  );
});

function complaint(argv: readonly string[]): string {
  try {
    parse(argv);
  } catch (error) {
    if (error instanceof Failure) return error.said.en;
    throw error;
  }
  throw new Error('it was understood');
}
