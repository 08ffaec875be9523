/** The profile's keys, their flags and variables, drawn from the field table. */
import { type Field, fieldTable } from '../../../src/domain/field-table.ts';
import type { Language } from '../../../src/domain/said.ts';
import { code, fence, type GeneratedPage, list, page, plain, table } from './markdown.ts';
import { profileWords as words } from './profile-words.ts';

export const profilePage: GeneratedPage = { path: 'profile.md', text: profileText };

function profileText(language: Language): string {
  return page([
    `# ${words.title[language]}`,
    words.intro[language],
    fence(wholeProfile(), 'json5'),
    list(words.rules.map((rule) => rule[language])),
    `## ${words.keys[language]}`,
    ...Object.entries(fieldTable).flatMap(([key, field]) => keyPart(key, field, language)),
    `## ${words.schema[language]}`,
    words.schemaText[language],
    fence('dockcfg schema profile > profile.schema.json', 'sh'),
  ]);
}

/** The examples of the keys that any engine takes, as one profile. */
function wholeProfile(): string {
  const common = Object.entries(fieldTable).filter(([key]) => !/^(add|block)-/.test(key));
  const lines = common.map(([key, { example }]) => `  "${key}": ${example},`);
  return ['{', ...lines, '}'].join('\n');
}

function keyPart(key: string, field: Field, language: Language): readonly string[] {
  const { columns } = words;
  const head = [columns.flag, columns.variable, columns.meaning].map((each) => each[language]);
  return [
    `### ${key}`,
    `**${plain(field.title[language])}** ${plain(field.help[language])}`,
    fence(`{ "${key}": ${field.example} }`, 'json5'),
    field.flags.length === 0 ? words.noFlags[language] : table(head, flagRows(field, language)),
  ];
}

function flagRows({ flags }: Field, language: Language): readonly (readonly string[])[] {
  return flags.map(({ flag, env, placeholder, help }) => [
    code(`${flag} ${placeholder}`),
    code(env),
    plain(help[language]),
  ]);
}
