/** `npm run docs`: writes every page that is drawn from tables in code, in both languages. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkout, docsFolders, languages } from './folders.ts';
import { generatedPages } from './pages/index.ts';

for (const language of languages) {
  for (const page of generatedPages) {
    const path = join(checkout, docsFolders[language], page.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, page.text(language));
  }
}
console.log(`${generatedPages.length} pages in ${languages.length} languages`);
