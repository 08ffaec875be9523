import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ownValue,
  parseEnvironmentFile,
  type Reader,
  removeVariable,
  setVariable,
  variablesOf,
} from '../../src/formats/environment-file.ts';
import { editFlag } from '../../src/formats/flag-variable.ts';
import { parseFlags } from '../../src/formats/flags.ts';

/** Shells that read such files on real hosts: Debian's and Red Hat's. */
const shells = [
  ['shell', '/usr/bin/dash'],
  ['bash', '/usr/bin/bash'],
] as const;
const present = shells.filter(([, program]) => existsSync(program));

/** What a variable holds after a real shell has sourced a text. */
function sourced(program: string, text: string, name = 'DOCKER_OPTS'): string {
  const { stdout } = spawnSync(program, ['-c', `${text}\nprintf %s "$${name}"`], {
    env: { PATH: '/nowhere' },
    encoding: 'utf8',
  });
  return stdout;
}

function read(text: string, reader: Reader, name = 'DOCKER_OPTS'): string {
  return variablesOf(parseEnvironmentFile(text, reader), reader).get(name)?.value ?? '';
}

const files: { readonly [title: string]: string } = {
  'what is added': 'DOCKER_OPTS="--debug"\nDOCKER_OPTS+=" --registry-mirror=https://a"\n',
  'what is added to nothing': "DOCKER_OPTS+='--registry-mirror https://a'\n",
  'its own value':
    'DOCKER_OPTS="--debug"\nDOCKER_OPTS="$DOCKER_OPTS --registry-mirror=https://a"\n',
  'its own value in front': `DOCKER_OPTS="\${DOCKER_OPTS} --registry-mirror=https://a"\n`,
  'its own value behind': `DOCKER_OPTS=--debug\nDOCKER_OPTS="--registry-mirror=https://a \${DOCKER_OPTS}"\n`,
  'other names':
    'MIRROR=https://a\nMIRRORS="--registry-mirror=$MIRROR"\nDOCKER_OPTS="--debug $MIRRORS"\n',
  'a default': `DOCKER_OPTS="\${DOCKER_OPTS:---debug --registry-mirror=https://a}"\n`,
  'a function that is called': `add() {
  DOCKER_OPTS="$DOCKER_OPTS $1"
}
DOCKER_OPTS=--debug
add --registry-mirror=https://a
`,
  'a function on one line':
    'add() { DOCKER_OPTS="$DOCKER_OPTS --registry-mirror=$1"; }\nadd https://a; add "https://b"\n',
  'a function behind a space':
    'add () { DOCKER_OPTS="$DOCKER_OPTS $*"; }\nadd --registry-mirror https://a\n',
  'a function with its brace below':
    'add()\n{\n  DOCKER_OPTS="--registry-mirror=https://a"\n}\nadd\n',
  'a function that nobody calls':
    'DOCKER_OPTS=--registry-mirror=https://a\nlost() { DOCKER_OPTS=--debug; }\n',
  'a function that calls another':
    'a() { DOCKER_OPTS="$DOCKER_OPTS --registry-mirror=$1"; }\nb() { a "$1"; }\nb https://a\nDOCKER_OPTS="$DOCKER_OPTS --debug"\n',
  'a function defined last, called before it is known':
    'add\nadd() { DOCKER_OPTS=--debug; }\nDOCKER_OPTS=--registry-mirror=https://a\n',
  'a here-document':
    'cat >/dev/null <<EOF\nDOCKER_OPTS=--debug\nEOF\nDOCKER_OPTS=--registry-mirror=https://a\n',
  'what is unset':
    'DOCKER_OPTS=--debug\nunset DOCKER_OPTS\nDOCKER_OPTS="$DOCKER_OPTS --registry-mirror=https://a"\n',
  'declared names': 'readonly M=https://a\nDOCKER_OPTS=--registry-mirror=$M\n',
  'a joined line':
    'DOCKER_OPTS="--debug \\\n  --registry-mirror=https://a"\nDOCKER_OPTS="$DOCKER_OPTS \\\n--ipv6"\n',
  'quotes of all kinds': `A='--registry-mirror=https://a'"/"\nDOCKER_OPTS='$A'" $A"\\ --debug\n`,
  'a variable used twice': 'M="--registry-mirror=https://a"\nDOCKER_OPTS="$M $M --debug"\n',
};

/** Which stops dash, and with it the script that reads the file. */
const bashOnly: typeof files = {
  'what is added and exported':
    'DOCKER_OPTS=--debug\nexport DOCKER_OPTS+=" --registry-mirror=https://a"\n',
};

const cases = present.flatMap(([reader, program]) =>
  Object.entries(reader === 'bash' ? { ...files, ...bashOnly } : files).map(
    ([title, text]) => [reader, title, { program, text }] as const,
  ),
);

describe('a file that a shell sources', () => {
  it.each(cases)('holds for %s what it finds there: %s', (reader, _, { program, text }) => {
    expect(read(text, reader)).toBe(sourced(program, text));
  });

  it.each(cases)('gets its mirrors for %s, and keeps the rest: %s', (reader, _, at) => {
    const { program, text } = at;
    const wish = { name: 'registry-mirror', variable: 'DOCKER_OPTS', reader };
    for (const values of [[], ['https://n'], ['https://a', 'https://n']]) {
      const edited = editFlag(text, { ...wish, values });
      expect(mirrorsIn(sourced(program, edited))).toEqual(values);
      expect(othersIn(sourced(program, edited))).toEqual(othersIn(sourced(program, text)));
      expect(editFlag(edited, { ...wish, values })).toBe(edited);
    }
  });

  it.each(cases)('is set and cleared for %s as a whole: %s', (reader, _, { program, text }) => {
    const set = setVariable(text, { name: 'DOCKER_OPTS', value: '--ipv6', reader });
    expect(sourced(program, set)).toBe('--ipv6');
    expect(sourced(program, removeVariable(text, 'DOCKER_OPTS', reader))).toBe('');
  });
});

function mirrorsIn(value: string): readonly (string | null)[] {
  const { flags } = parseFlags(value);
  return flags.filter(({ name }) => name === 'registry-mirror').map((flag) => flag.value);
}

function othersIn(value: string): readonly string[] {
  const { flags } = parseFlags(value);
  return flags.map(({ name }) => name).filter((name) => name !== 'registry-mirror');
}

describe('a file with additions', () => {
  const text = 'DOCKER_OPTS="--debug"\nDOCKER_OPTS+=" --registry-mirror=https://a"\n';

  it('says nothing new to systemd, nor to a shell that does not know them', () => {
    expect(read(text, 'systemd')).toBe('--debug');
    expect(read(text, 'shell')).toBe('--debug');
    expect(read(text, 'bash')).toBe('--debug --registry-mirror=https://a');
  });

  it('tells in which line each flag stands', () => {
    const variable = variablesOf(parseEnvironmentFile(text), 'bash').get('DOCKER_OPTS');
    const [debug, mirror] = parseFlags(variable?.value ?? '').flags;
    expect(variable?.lineAt(debug?.start ?? 0)).toBe(1);
    expect(variable?.lineAt(mirror?.start ?? 0)).toBe(2);
  });

  it('tells what each of its lines says by itself', () => {
    const own = parseEnvironmentFile(text).assignments.map(({ shell }) => shell && ownValue(shell));
    expect(own).toEqual(['--debug', ' --registry-mirror=https://a']);
  });

  it('is edited in the line that says it, and nowhere else', () => {
    const wish = { name: 'registry-mirror', variable: 'DOCKER_OPTS', reader: 'bash' } as const;
    expect(editFlag(text, { ...wish, values: ['https://b'] })).toBe(text.replace('//a', '//b'));
  });

  it('leaves functions without an end, and values that double, within bounds', () => {
    expect(read('f() { f; f; }\nf\nDOCKER_OPTS=--debug\n', 'bash')).toBe('');
    const doubles = `A=xxxxxxxx\n${'A="$A$A"\n'.repeat(64)}DOCKER_OPTS=--debug\n`;
    expect(() => read(doubles, 'bash')).not.toThrow();
  });
});
