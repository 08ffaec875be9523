import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../src/ui/cli/command.ts';
import { commands } from '../../../src/ui/cli/commands.ts';
import { widthOf } from '../../../src/ui/text/width.ts';
import { runRecorded } from '../outside.ts';

const run = (argv: string[], env: { [name: string]: string } = { LANG: 'en_US.UTF-8' }) =>
  runRecorded(argv, { env });

describe('a command line that is not understood', () => {
  it.each([
    [['shcema'], 'There is no command shcema. Did you mean schema?'],
    [['schema', 'doctor', '--jsno'], 'There is no option --jsno. Did you mean --json?'],
    [['schema'], 'The NAME is missing; see the same command with --help.'],
    [['schema', 'doctor', '--lang'], '--lang needs a value.'],
    [['schema', 'a', 'b'], 'schema was given too many arguments; see dockcfg schema --help.'],
    [[], 'A command is missing; dockcfg doctor is a good first one.'],
    [['help', 'shcema'], 'There is no command shcema. Did you mean schema?'],
  ])('%j exits with 64 and says: %s', async (argv, sentence) => {
    const { exit, stdout, stderr } = await run(argv);
    expect(stderr).toBe(`error: ${sentence}\n`);
    expect(stdout).toBe('');
    expect(exit).toBe(64);
  });

  it('is complained about in the language of the locale, and of --lang before it', async () => {
    expect((await run(['doctr'], { LANG: 'zh_CN.UTF-8' })).stderr).toContain('没有 doctr 这个命令');
    expect((await run(['doctr', '--lang=en'], { LANG: 'zh_CN.UTF-8' })).stderr).toContain(
      'There is',
    );
  });

  it('never repeats the value of an unknown option, which may hold a password', async () => {
    const { stderr } = await run(['schema', 'doctor', '--https-prxy=http://u:secret@p']);
    expect(stderr).not.toContain('secret');
  });

  it('is a document on stdout with --json', async () => {
    const { stdout, exit } = await run(['schema', 'nothing', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      schema: 'dockcfg/error/1',
      code: 'usage',
      exit: 64,
      message: expect.stringContaining('NAME is nothing'),
    });
    expect(exit).toBe(64);
  });
});

describe('help', () => {
  it.each(['en', 'zh-CN'])('lists every command in %s', async (lang) => {
    const { stdout, exit } = await run(['--help', '--lang', lang]);
    for (const { name } of commands) expect(stdout).toContain(`  ${name} `);
    expect(exit).toBe(0);
  });

  it.each(commands.map((spec) => [spec.name, spec] as const))(
    'of %s names all its options, and fits 40 columns',
    async (name, spec) => {
      const { stdout } = await run([...name.split(' '), '--help'], { COLUMNS: '40' });
      for (const option of optionsOf(spec).keys()) expect(stdout).toContain(`--${option}`);
      for (const line of stdout.split('\n')) {
        if (!/dockcfg |--/.test(line)) expect(widthOf(line), line).toBeLessThanOrEqual(40);
      }
    },
  );

  it('is asked for by the word as well', async () => {
    expect((await run(['help', 'schema'])).stdout).toBe((await run(['schema', '-h'])).stdout);
  });
});

describe('schema', () => {
  it('prints a JSON Schema that names its document', async () => {
    const { stdout } = await run(['schema', 'doctor']);
    expect(JSON.parse(stdout)).toMatchObject({
      $id: 'dockcfg/doctor/1',
      properties: { schema: { const: 'dockcfg/doctor/1' } },
    });
  });
});
