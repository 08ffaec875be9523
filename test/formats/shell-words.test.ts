import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteShellCommand, splitShellWords } from '../../src/formats/shell-words.ts';

describe('splitShellWords', () => {
  it('removes quotes and expands nothing', () => {
    const { words, complete } = splitShellWords(`a "b \\"c\\" $FOO" 'd e'f \\* "\\x"`);
    expect(words.map((word) => word.text)).toEqual(['a', 'b "c" $FOO', 'd ef', '*', '\\x']);
    expect(complete).toBe(true);
  });

  it.each([`'open`, '"open', 'end\\'])('says that %s is not complete', (text) => {
    expect(splitShellWords(text).complete).toBe(false);
  });

  it('undoes quoteShellCommand for any words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (argv) => {
        const { words } = splitShellWords(quoteShellCommand(argv));
        expect(words.map((word) => word.text)).toEqual(argv);
      }),
    );
  });
});
