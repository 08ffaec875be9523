import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkout, docsFolders, languages } from './folders.ts';
import { generatedPages } from './pages/index.ts';

describe.each(languages)('what the tables in code say, in %s', (language) => {
  test.each(generatedPages.map((page) => [page.path, page] as const))(
    'docs/%s is as `npm run docs` writes it',
    async (path, page) => {
      const written = await readFile(join(checkout, docsFolders[language], path), 'utf8');
      // One sentence, not a diff of a whole page: the way out is the same for all of them.
      expect(written === page.text(language), `${path} is stale: run \`npm run docs\``).toBe(true);
    },
  );
});
