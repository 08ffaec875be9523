import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteShellCommand } from '../../src/domain/shell-words.ts';

/** What a shell makes of a command line. */
function argvOf(line: string): readonly string[] {
  const script = `for word in ${line}; do printf '%s\\0' "$word"; done`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('quoteShellCommand', () => {
  it.each([
    [['dockcfg', 'apply', '--mirror', 'https://m.example/a?b=c&d']],
    [["it's", '', '$HOME', '`id`', '*', '~', 'a\nb', '\\', '#x', '--']],
  ])('is read back by a shell: %j', (argv) => {
    expect(argvOf(quoteShellCommand(argv))).toEqual(argv);
  });

  it('is read back by a shell, whatever the words', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        expect(argvOf(quoteShellCommand(argv))).toEqual(argv);
      }),
      { numRuns: 50 },
    );
  });
});
