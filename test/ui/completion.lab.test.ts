/** The completions in the shells that they are for, as a person would press Tab. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRecorded } from './outside.ts';
import { openPty } from './pty.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'dockcfg-completion-'));
  const scriptFor = async (shell: string) => (await runRecorded(['completion', shell])).stdout;
  await writeFile(path.join(home, 'dockcfg.fish'), await scriptFor('fish'));
  // Where compinit finds it by its name, as the packages install it.
  await writeFile(path.join(home, '_dockcfg'), await scriptFor('zsh'));
  await writeFile(
    path.join(home, '.zshrc'),
    `PS1='ready> '\nfpath=(${home} $fpath)\nautoload -U compinit && compinit -D -u\n`,
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('fish', () => {
  function complete(line: string): readonly string[] {
    const script = `source ${home}/dockcfg.fish; complete -C "$argv[1]"`;
    const output = execFileSync('fish', ['--no-config', '-c', script, line], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' },
    });
    return output.split('\n').flatMap((each) => (each === '' ? [] : [each.split('\t')[0] ?? '']));
  }

  it('offers commands, and the commands below them', () => {
    expect(complete('dockcfg do')).toEqual(['doctor']);
    expect(complete('dockcfg mirrors ')).toEqual(expect.arrayContaining(['check', 'rank']));
  });

  it('offers the options of a command, not those of another one', () => {
    expect(complete('dockcfg apply --add-')).toEqual(['--add-insecure-registry', '--add-mirror']);
    expect(complete('dockcfg doctor --add-')).toEqual([]);
  });

  it('offers the words that a value can be', () => {
    expect(complete('dockcfg doctor --lang ')).toEqual(['en', 'zh-CN']);
    expect(complete('dockcfg schema do')).toEqual(['doctor']);
  });
});

describe('zsh', () => {
  it.each([
    ['a command', 'dockcfg do', /ready> dockcfg doctor/],
    ['a command below one', 'dockcfg mirrors ra', /ready> dockcfg mirrors rank/],
    ['an option', 'dockcfg apply --add-ins', /ready> dockcfg apply --add-insecure-registry/],
    ['a value', 'dockcfg doctor --lang zh', /ready> dockcfg doctor --lang zh-CN/],
    ['an operand', 'dockcfg schema doc', /ready> dockcfg schema doctor/],
  ])('completes %s', async (_, typed, expected) => {
    await using pty = openPty({
      program: 'zsh',
      argv: ['-i'],
      env: { HOME: home, ZDOTDIR: home, LANG: 'C.UTF-8' },
    });
    await pty.see('ready>');
    pty.press(`${typed}\t`);
    await pty.see(expected);
  });
});
