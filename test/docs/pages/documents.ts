/** Exit codes, and every document that `--json` prints, drawn from the published schemas. */
import { manuals } from '../../../packaging/man-words.ts';
import type { Language } from '../../../src/domain/said.ts';
import { jsonSchemaOf } from '../../../src/ui/schemas/index.ts';
import { type DocumentName, documentNames } from '../../../src/ui/schemas/names.ts';
import { documentWords as words } from './documents-words.ts';
import { code, fence, type GeneratedPage, list, page, table } from './markdown.ts';
import { type Field, fieldsOf, type Schema } from './schema-fields.ts';

/** The schemas are made asynchronously, so they are made first. */
const documents: readonly (readonly [DocumentName, readonly Field[]])[] = await Promise.all(
  documentNames.map(
    async (name) => [name, fieldsOf((await jsonSchemaOf(name)) as Schema)] as const,
  ),
);

export const documentPage: GeneratedPage = { path: 'documents.md', text: documentsText };

function documentsText(language: Language): string {
  const exits = manuals[language].exits.map(([exit, meaning]) => [code(exit), meaning]);
  return page([
    `# ${words.title[language]}`,
    `## ${words.exits[language]}`,
    words.exitsIntro[language],
    table([words.columns.exit[language], words.columns.meaning[language]], exits),
    `## ${words.documents[language]}`,
    words.documentsIntro[language],
    list(words.rules.map((rule) => rule[language])),
    fence('dockcfg schema doctor > doctor.schema.json', 'sh'),
    ...documents.flatMap(([name, fields]) => documentPart(name, fields, language)),
  ]);
}

function documentPart(
  name: DocumentName,
  fields: readonly Field[],
  language: Language,
): readonly string[] {
  const { columns, notes } = words;
  const known = new Set(fields.map(({ path }) => path));
  const strays = Object.keys(notes[name] ?? {}).filter((path) => !known.has(path));
  if (strays.length > 0) throw new Error(`${name} has no ${strays.join(', ')}`);
  return [
    `### dockcfg/${name}/1`,
    words.printedBy[name][language],
    table(
      [columns.field, columns.type, columns.meaning].map((each) => each[language]),
      fields.map(({ path, type, optional }) => [
        code(path),
        type + (optional ? words.optional[language] : ''),
        notes[name]?.[path]?.[language] ?? '',
      ]),
    ),
  ];
}
