import { existsSync } from 'node:fs';
import { join } from 'node:path';
import JSON5 from 'json5';
import { describe, expect, test } from 'vitest';
import { commandLines } from './command-lines.ts';
import { checkout } from './folders.ts';
import { readMarkdown, translated } from './markdown-file.ts';

describe.each(translated())('%s and %s', (english, chinese) => {
  test('both are there', () => {
    expect(existsSync(join(checkout, chinese))).toBe(true);
  });

  test('have the same headings, level by level', () => {
    const levels = (path: string) => readMarkdown(path).headings.map(({ level }) => level);
    expect(levels(chinese)).toEqual(levels(english));
  });

  test('show the same commands in the same order', () => {
    const commands = (path: string) =>
      commandLines(readMarkdown(path)).map(({ argv }) => withoutLanguage(argv).join(' '));
    expect(commands(chinese)).toEqual(commands(english));
  });

  test('show the same profiles', () => {
    const profiles = (path: string) =>
      readMarkdown(path)
        .fences.filter(({ language }) => language === 'json5')
        .map(({ text }) => JSON5.parse(text));
    expect(profiles(chinese)).toEqual(profiles(english));
  });

  test('show the same kinds of blocks in the same order', () => {
    const kinds = (path: string) => readMarkdown(path).fences.map(({ language }) => language);
    expect(kinds(chinese)).toEqual(kinds(english));
  });

  test('the Chinese one is in Chinese', () => {
    const { headings } = readMarkdown(chinese);
    expect(headings.some(({ text }) => /\p{Script=Han}/u.test(text))).toBe(true);
  });
});

/** What a Chinese page shows is printed in Chinese. */
function withoutLanguage(argv: readonly string[]): readonly string[] {
  return argv.filter((word, index) => word !== '--lang' && argv[index - 1] !== '--lang');
}
