import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkout } from './folders.ts';
import { documentation, type Link, type MarkdownFile, readMarkdown } from './markdown-file.ts';

const files = documentation();

describe.each(files.map((file) => [file.path, file] as const))('%s', (path, file) => {
  const relative = file.links.filter(({ target }) => !/^(https?:|mailto:)/.test(target));

  test('every relative link leads to a file, and to a heading in it', () => {
    expect(relative.filter((link) => !resolves(link, file)).map(({ target }) => target)).toEqual(
      [],
    );
  });

  test('every picture says in words what it shows', () => {
    const bare = file.links.filter(({ isImage, text }) => isImage && text.trim() === '');
    expect(bare.map(({ target }) => target)).toEqual([]);
  });

  test('its headings go down one level at a time', () => {
    const levels = file.headings.map(({ level }) => level);
    const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
    expect(levels[0], path).toBe(1);
    expect(jumps).toEqual([]);
  });
});

test.each([
  ['docs/README.md', 'docs/'],
  ['docs/zh-CN/README.md', 'docs/zh-CN/'],
])('%s leads to every page below %s', (start, folder) => {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { target } of readMarkdown(path).links) {
      const to = pathOf(target, path);
      if (to.endsWith('.md') && to.startsWith(folder) && existsSync(join(checkout, to))) visit(to);
    }
  };
  visit(start);
  const pages = files.map(({ path }) => path).filter((path) => path.startsWith(folder));
  const mine = pages.filter((path) => folder !== 'docs/' || !path.startsWith('docs/zh-CN/'));
  expect(mine.filter((path) => !reached.has(path))).toEqual([]);
});

function resolves({ target }: Link, file: MarkdownFile): boolean {
  const path = pathOf(target, file.path);
  const anchor = target.split('#')[1];
  if (!existsSync(join(checkout, path))) return false;
  if (anchor === undefined || !path.endsWith('.md')) return anchor === undefined;
  return readMarkdown(path).headings.some((heading) => heading.anchor === anchor);
}

/** The file of a target, below the checkout. */
function pathOf(target: string, from: string): string {
  const [path = ''] = target.split('#');
  return path === '' ? from : normalize(join(dirname(from), decodeURI(path)));
}
