import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import {
  lastReading,
  parseEnvironmentFile,
  type Reader,
  removeVariable,
  setVariable,
  variablesOf,
} from '../../src/formats/environment-file.ts';
import { bytesOf, textOf } from '../../src/formats/text.ts';
import { fixture, fixtureNames } from './fixtures.ts';

function text(name: string): string {
  return textOf(fixture(`environment/${name}`));
}

function read(from: string, reader: Reader): { [name: string]: string } {
  const variables = variablesOf(parseEnvironmentFile(from, reader), reader);
  return Object.fromEntries([...variables].map(([name, { value }]) => [name, value]));
}

describe('parseEnvironmentFile', () => {
  it('reads quotes and continuations as systemd does', () => {
    expect(read(text('quotes'), 'systemd')).toEqual({
      A: 'plain',
      B: 'double "quoted" $HOME \\n stays',
      C: 'single "quoted" $HOME \\n',
      D: 'a b  c',
      E: 'xyz',
      F: 'backslash space',
      G: 'onetwo',
      H: 'one\ntwo',
      I: '',
      J: '',
      K: 'spaced',
      L: "ab'c'",
      M: 'trailing # no comment',
      P: 'after',
    });
  });

  it('reads them as a shell does', () => {
    expect(read(text('quotes'), 'shell')).toEqual({
      A: 'plain',
      B: 'double "quoted" $HOME \\n stays',
      C: 'single "quoted" $HOME \\n',
      F: 'backslash space',
      G: 'onetwo',
      H: 'one\ntwo',
      I: '',
      J: '',
      L: 'abc',
      M: 'trailing',
      N: 'comment',
      P: 'after',
    });
  });

  it('knows that systemd takes no export and a shell does', () => {
    const file = parseEnvironmentFile(text('default-docker'));
    const proxy = file.assignments.find(({ name }) => name === 'http_proxy');
    expect(proxy).toMatchObject({
      line: 16,
      systemd: null,
      shell: { value: 'http://127.0.0.1:3128/', exported: true, conditional: false },
    });
  });

  it('reads what stands inside an if block, and says that a shell may not', () => {
    const file = parseEnvironmentFile(text('sysconfig-rhel7'));
    expect(file.assignments.find(({ name }) => name === 'DOCKER_CERT_PATH')).toMatchObject({
      line: 6,
      systemd: { value: '/etc/docker' },
      shell: { value: '/etc/docker', conditional: true },
    });
  });

  it('does not take assignments in front of a command, and marks guarded ones', () => {
    expect(read(text('several-on-a-line'), 'shell')).toEqual({
      A: '1',
      B: '2',
      C: '3',
      E: '5',
      F: '6',
    });
    const file = parseEnvironmentFile('X=1 && Y=2\n');
    expect(file.assignments.map(({ name, shell }) => [name, shell?.conditional])).toEqual([
      ['X', false],
      ['Y', true],
    ]);
  });

  it('says that systemd takes nothing from a file with a foreign byte in a value', () => {
    const file = parseEnvironmentFile(text('gbk-value'));
    expect(file.unreadableAt).toEqual({ line: 2, column: 1 });
    expect(variablesOf(file, 'systemd').size).toBe(0);
    expect(read(text('gbk-comment'), 'systemd')).toEqual({
      HTTP_PROXY: 'http://proxy.example:3128',
    });
  });

  it('leaves the carriage return of a DOS file to a shell, and not to systemd', () => {
    expect(read(text('crlf'), 'systemd').HTTP_PROXY).toBe('http://proxy.example:3128');
    expect(read(text('crlf'), 'shell').HTTP_PROXY).toBe('http://proxy.example:3128\r');
  });

  it('lets an open quote swallow the lines that follow', () => {
    expect(read(text('open-quote'), 'systemd')).toEqual({
      HTTP_PROXY: 'http://proxy.example:3128\nNO_PROXY=localhost\n',
    });
  });
});

describe('setVariable and removeVariable', () => {
  const readers: readonly Reader[] = ['systemd', 'shell', 'bash'];
  const readable = fixtureNames('environment').filter(
    (name) => !['gbk-value', 'open-quote'].includes(name),
  );
  const cases = readable.flatMap((name) => readers.map((reader) => [name, reader] as const));

  it.each(cases)('sets every variable of %s for %s and touches no other', (name, reader) => {
    const before = read(text(name), reader);
    for (const key of Object.keys(before)) {
      const value = 'it\'s "new" $HOME `x` \\';
      const edited = setVariable(text(name), { name: key, value, reader });
      expect(read(edited, reader)).toEqual({ ...before, [key]: value });
      const same = before[key] ?? '';
      const current = lastReading(parseEnvironmentFile(text(name), reader), key, reader);
      if (current && !('conditional' in current && current.conditional)) {
        expect(setVariable(text(name), { name: key, value: same, reader })).toBe(text(name));
      }
    }
  });

  it.each(cases)('removes every variable of %s for %s', (name, reader) => {
    const before = read(text(name), reader);
    for (const key of Object.keys(before)) {
      const { [key]: _, ...others } = before;
      expect(read(removeVariable(text(name), key, reader), reader)).toMatchObject(others);
      expect(read(removeVariable(text(name), key, reader), reader)).not.toHaveProperty(key);
    }
  });

  it('keeps the quotes a value stands in', () => {
    const set = (line: string, value = 'new') =>
      setVariable(`${line}\n`, { name: 'A', value, reader: 'systemd' });
    expect(set("A='old'")).toBe("A='new'\n");
    expect(set('A="old"')).toBe('A="new"\n');
    expect(set('A=old')).toBe('A=new\n');
    expect(set("A='old'", "it's")).toBe('A="it\'s"\n');
    expect(set('A=old', 'two words')).toBe('A="two words"\n');
    expect(set('A=--dns 1.1.1.1', '--dns 8.8.8.8')).toBe('A=--dns 8.8.8.8\n');
  });

  it('adds a line at the end, exported where a shell has to export it', () => {
    const wish = { name: 'HTTP_PROXY', value: 'http://p:1', exported: true } as const;
    expect(setVariable('A=1', { ...wish, reader: 'shell' })).toBe(
      'A=1\nexport HTTP_PROXY=http://p:1\n',
    );
    expect(setVariable('A=1\r\n', { ...wish, reader: 'systemd' })).toBe(
      'A=1\r\nHTTP_PROXY=http://p:1\r\n',
    );
  });

  it('leaves a command where an if block would become empty', () => {
    const edited = removeVariable(text('sysconfig-rhel7'), 'DOCKER_CERT_PATH', 'systemd');
    expect(edited).toContain('then\n    :\nfi\n');
  });

  it('keeps unknown lines and foreign bytes', () => {
    const edited = setVariable(text('gbk-comment'), {
      name: 'NO_PROXY',
      value: 'localhost',
      reader: 'systemd',
    });
    expect([...bytesOf(edited)].slice(0, 7)).toEqual(
      [...fixture('environment/gbk-comment')].slice(0, 7),
    );
  });

  it('refuses to add where an open quote would swallow it', () => {
    const wish = { name: 'NEW', value: 'x', reader: 'systemd' } as const;
    expect(() => setVariable(text('open-quote'), wish)).toThrow(Failure);
  });

  it('gets back what it set, in any text', () => {
    const piece = fc.constantFrom(
      'A=',
      'B=',
      '"',
      "'",
      '\\',
      '\n',
      ' ',
      'x',
      '#',
      'export ',
      'if\n',
      'fi\n',
      'A+=',
      '$A',
      'f() { ',
      'f\n',
      '}\n',
    );
    const any = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const value = fc.string({ unit: fc.constantFrom(...'ab \'"\\$`#\n') });
    fc.assert(
      fc.property(any, value, fc.constantFrom(...readers), (from, wanted, reader) => {
        try {
          const edited = setVariable(from, { name: 'A', value: wanted, reader });
          expect(read(edited, reader).A).toBe(wanted);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Failure);
        }
        expect(read(removeVariable(from, 'A', reader), reader)).not.toHaveProperty('A');
      }),
      { numRuns: 1500 },
    );
  });
});
