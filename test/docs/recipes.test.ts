import { describe, expect, test } from 'vitest';
import { type CommandLine, commandLines } from './command-lines.ts';
import { type Fence, readMarkdown } from './markdown-file.ts';
import { reader } from './walk.ts';

/**
 * What asks a network, an engine or a service (the lab types these), is answered before all this,
 * or names a transaction of another host.
 */
function needsMore({ argv }: CommandLine): boolean {
  const [name = '', verb = ''] = argv;
  if (name === 'rollback' && verb !== '') return true;
  if (name === 'ca') return verb === 'fetch' || argv.includes('--from-server');
  return ['doctor', 'mirrors', 'cache', 'setup', '--version'].includes(name);
}

/** The parts of a page in which something is typed, by heading. */
function parts(path: string): readonly (readonly [string, readonly Fence[]])[] {
  const page = readMarkdown(path);
  return page.headings
    .map(({ text }) => [text, page.fences.filter(({ under }) => under === text)] as const)
    .filter(([, fences]) => fences.some((fence) => linesOf(fence).length > 0));
}

function linesOf(fence: Fence): readonly CommandLine[] {
  return commandLines({ fences: [fence] }).filter((line) => !needsMore(line));
}

/** What README shows of the demo is held against the demo itself (test/demo). */
const elsewhere: ReadonlySet<string> = new Set(['In thirty seconds']);

const pages = ['recipes', 'getting-started', 'how-a-pull-works', 'fleets', 'uninstall', 'profile'];
const reference = ['commands', 'documents'];
const chinese = ['zh-CN/how-a-pull-works'];

describe.each([
  'README.md',
  ...[...pages, ...reference, ...chinese].map((name) => `docs/${name}.md`),
])('%s', (path) => {
  const own = parts(path).filter(([title]) => !elsewhere.has(title));

  test.each(own)('%s', async (_, fences) => {
    await using someone = await reader();
    // Where a part names a profile without showing one, any will do.
    await someone.keep('profile.json5', '{ "registry-mirrors": ["https://mirror.example"] }');
    await someone.keep('profile.yaml', 'registry-mirrors: [https://mirror.example]');
    // And somebody has changed something before, which can be looked at and undone.
    await someone.type({ argv: ['apply', '--mirror', 'https://mirror.example'], into: null });
    for (const fence of fences) {
      if (fence.language === 'json5') await someone.keep('profile.json5', fence.text);
      for (const line of linesOf(fence)) {
        const { exit, stdout, stderr } = await someone.type(line);
        const expected = line.argv.includes('--detailed-exitcode') ? [0, 2] : [0];
        expect(expected, `${line.text}\n${stdout}\n${stderr}`).toContain(exit);
        if (fence.language === 'console') expect(fence.text).toContain(stdout.trimEnd());
      }
    }
  });
});

test('a recipe that was followed leaves nothing to do', async () => {
  await using someone = await reader();
  const recipes = readMarkdown('docs/recipes.md').fences.filter(
    ({ language }) => language === 'json5',
  );
  expect(recipes.length).toBeGreaterThan(4);
  for (const { text, under } of recipes) {
    await someone.keep('profile.json5', text);
    const root = under.startsWith('RHEL') ? ['--root', '/mnt/el7'] : [];
    const applied = ['apply', '--yes', 'profile.json5', ...root];
    expect(await someone.type({ argv: applied, into: null }), under).toMatchObject({ exit: 0 });
    const again = ['plan', '--detailed-exitcode', 'profile.json5', ...root];
    expect(await someone.type({ argv: again, into: null }), under).toMatchObject({ exit: 0 });
  }
});
