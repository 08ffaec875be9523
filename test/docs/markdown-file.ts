/** Just enough Markdown to hold the documentation to its word. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, docsFolders } from './folders.ts';

export interface Fence {
  /** `sh`, `console`, `json5`, …; empty where none is named */
  readonly language: string;
  readonly text: string;
  /** of the opening fence, 1-based */
  readonly line: number;
  /** the nearest heading above */
  readonly under: string;
}

export interface Heading {
  readonly level: number;
  readonly text: string;
  /** as GitHub makes it from the text */
  readonly anchor: string;
}

export interface Link {
  readonly target: string;
  readonly isImage: boolean;
  readonly text: string;
}

export interface MarkdownFile {
  /** below the checkout */
  readonly path: string;
  readonly headings: readonly Heading[];
  readonly fences: readonly Fence[];
  readonly links: readonly Link[];
  /** what stands between backquotes, outside of fences */
  readonly codes: readonly string[];
}

/** Every page for people: docs/, and what stands beside the sources. */
export function documentation(): readonly MarkdownFile[] {
  const pages = readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`);
  const others = ['README.md', 'README.zh-CN.md', 'ansible/README.md', 'test/lab/README.md'];
  return [...others, ...pages.toSorted()].map(readMarkdown);
}

/** The pages that every language has: for each English one its Chinese one. */
export function translated(): readonly (readonly [english: string, chinese: string])[] {
  const pages = documentation().map(({ path }) => path);
  const english = pages.filter(
    (path) =>
      path.startsWith('docs/') &&
      !path.startsWith(`${docsFolders['zh-CN']}/`) &&
      !forDevelopers.has(path),
  );
  return [
    ['README.md', 'README.zh-CN.md'],
    ...english.map((path) => [path, path.replace(/^docs\//, `${docsFolders['zh-CN']}/`)] as const),
  ];
}

/** Who changes dockcfg reads its code, which is in English; numbers need no words. */
const forDevelopers: ReadonlySet<string> = new Set([
  'docs/architecture.md',
  'docs/benchmarks.md',
  'docs/proof.md',
]);

export function readMarkdown(path: string): MarkdownFile {
  const lines = readFileSync(join(checkout, path), 'utf8').split('\n');
  const fences: { language: string; text: string[]; line: number; under: string }[] = [];
  const headings: { level: number; text: string }[] = [];
  const prose: string[] = [];
  let open: (typeof fences)[number] | null = null;
  lines.forEach((line, index) => {
    const mark = /^ {0,3}```(.*)$/.exec(line);
    if (open) {
      if (mark) open = null;
      else open.text.push(line);
    } else if (mark) {
      const under = headings.at(-1)?.text ?? '';
      open = { language: (mark[1] ?? '').trim(), text: [], line: index + 1, under };
      fences.push(open);
    } else {
      const heading = /^(#{1,6}) (.+)$/.exec(line);
      if (heading) headings.push({ level: (heading[1] ?? '').length, text: heading[2] ?? '' });
      prose.push(line);
    }
  });
  const text = prose.join('\n');
  return {
    path,
    headings: withAnchors(headings),
    fences: fences.map((fence) => ({ ...fence, text: fence.text.join('\n') })),
    links: linksIn(text),
    codes: [...text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, inner = '']) => inner.trim()),
  };
}

function withAnchors(headings: readonly { level: number; text: string }[]): readonly Heading[] {
  const seen = new Map<string, number>();
  return headings.map(({ level, text }) => {
    const plain = anchorOf(text);
    const count = seen.get(plain) ?? 0;
    seen.set(plain, count + 1);
    return { level, text, anchor: count === 0 ? plain : `${plain}-${count}` };
  });
}

/** @see github-slugger: lower case, everything but letters, digits, marks, `-` and `_` dropped */
function anchorOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function linksIn(text: string): readonly Link[] {
  const written = text.replace(/`[^`\n]+`/g, '');
  const markdown = [...written.matchAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g)].map(
    ([, bang, label = '', target = '']) => ({ target, isImage: bang === '!', text: label }),
  );
  const html = [...written.matchAll(/<img\s[^>]*>/g)].map(([tag]) => ({
    target: /src="([^"]+)"/.exec(tag)?.[1] ?? '',
    isImage: true,
    text: /alt="([^"]+)"/.exec(tag)?.[1] ?? '',
  }));
  return [...markdown, ...html];
}
