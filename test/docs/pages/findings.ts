/** The catalogue of checks as pages: an index, and one page for each thousand of codes. */
import type { Check } from '../../../src/checks/contract.ts';
import { checks } from '../../../src/checks/index.ts';
import type { Language, Said } from '../../../src/domain/said.ts';
import { findingExample } from './finding-example.ts';
import {
  chapters,
  evidenceWords,
  findingWords,
  severityWords,
  verifyWords,
} from './findings-words.ts';
import { fence, type GeneratedPage, list, page, plain, table } from './markdown.ts';

export const findingPages: readonly GeneratedPage[] = [
  { path: 'findings/README.md', text: indexPage },
  ...chapters.map(
    (chapter): GeneratedPage => ({
      path: `findings/${fileOf(chapter.digit)}`,
      text: (language) => chapterPage(chapter, language),
    }),
  ),
];

const inOrder = checks.toSorted((one, other) => one.code.localeCompare(other.code));

function fileOf(digit: string): string {
  return `dc${digit}.md`;
}

function ofChapter(digit: string): readonly Check[] {
  return inOrder.filter(({ code }) => code.startsWith(`DC${digit}`));
}

function indexPage(language: Language): string {
  const { title, intro, severities, columns } = findingWords;
  const head = [columns.code, columns.severity, columns.title].map((each) => each[language]);
  return page([
    `# ${title[language]}`,
    intro[language],
    severities[language],
    ...chapters.flatMap(({ digit, title: chapter }) => [
      `## ${chapter[language]}`,
      table(
        head,
        ofChapter(digit).map((check) => [
          linkTo(check.code),
          severityWords[check.severity][language],
          plain(check.title[language]),
        ]),
      ),
    ]),
  ]);
}

function chapterPage({ digit, title }: (typeof chapters)[number], language: Language): string {
  return page([
    `# ${title[language]}`,
    `[${findingWords.back[language]}](README.md)`,
    ...ofChapter(digit).flatMap((check) => findingPart(check, language)),
  ]);
}

function findingPart(check: Check, language: Language): readonly string[] {
  const { code, severity, title, about, ways, reads } = check;
  const words = findingWords;
  const label = (said: Said) => `**${said[language]}**`;
  const evidence = reads.map((key) => evidenceWords[key][language]);
  const verify = reads.includes('routes') ? verifyWords.walk(code) : verifyWords.host(code);
  return [
    `## ${code}`,
    words.named(plain(title[language]), severityWords[severity][language])[language],
    plain(about[language]),
    `${label(words.evidence)}${joined(evidence, language)}`,
    label(words.remedies),
    list(ways.map((way) => plain(way[language]))),
    `${label(words.verify)} ${verify[language]}`,
    ...related(label(words.causedBy), check.causes, language),
    ...related(label(words.causes), consequencesOf(code), language),
    words.example[language],
    fence(findingExample(check, language)),
  ];
}

function related(label: string, codes: readonly string[], language: Language): readonly string[] {
  if (codes.length === 0) return [];
  const items = codes.toSorted().map((code) => {
    const check = checks.find((each) => each.code === code);
    return `${linkTo(code)} ${plain(check?.title[language] ?? '')}`;
  });
  return [label, list(items)];
}

function consequencesOf(code: string): readonly string[] {
  return checks.filter(({ causes }) => causes.includes(code)).map((check) => check.code);
}

function linkTo(code: string): string {
  return `[${code}](${fileOf(code.charAt(2))}#${code.toLowerCase()})`;
}

function joined(texts: readonly string[], language: Language): string {
  return language === 'en' ? `: ${texts.join('; ')}.` : `：${texts.join('；')}。`;
}
