import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/ui/cli/commands.ts';
import { runRecorded } from './outside.ts';

const scriptFor = async (shell: string) => (await runRecorded(['completion', shell])).stdout;

describe('the bash completion, in a real bash', () => {
  let script: string;
  beforeAll(async () => {
    script = await scriptFor('bash');
  });

  function complete(...words: string[]): string[] {
    const list = words.map((word) => `'${word}'`).join(' ');
    const asked = `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _dockcfg; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const output = execFileSync('bash', ['-c', `${script}\n${asked}`], { encoding: 'utf8' });
    return output.split('\n').filter((line) => line !== '');
  }

  it('offers every command', () => {
    const firstWords = commands.map((spec) => spec.name.split(' ')[0]);
    expect(complete('dockcfg', '')).toEqual(expect.arrayContaining(firstWords));
    expect(complete('dockcfg', 'do')).toEqual(['doctor']);
  });

  it('offers the options of a command and those of all', () => {
    expect(complete('dockcfg', 'apply', '--add-')).toEqual(
      expect.arrayContaining(['--add-mirror', '--add-insecure-registry']),
    );
    expect(complete('dockcfg', 'doctor', '--ver')).toEqual(['--verbose']);
    expect(complete('dockcfg', 'doctor', '--add-')).toEqual([]);
  });

  it('offers the words that a value can be', () => {
    expect(complete('dockcfg', 'doctor', '--lang', '')).toEqual(['en', 'zh-CN']);
    expect(complete('dockcfg', 'schema', 'do')).toEqual(['doctor']);
  });
});

describe.each(['zsh', 'fish'])('the %s completion', (shell) => {
  it('names every command and option', async () => {
    const script = await scriptFor(shell);
    for (const { name, options } of commands) {
      for (const word of [...name.split(' '), ...options]) expect(script).toContain(word);
    }
  });
});
