/** What each engine release does with its configuration, drawn from the tables of src/domain. */
import { parseEngineVersion } from '../../../src/domain/engine.ts';
import {
  type EngineKey,
  engineKeys,
  ignoredNames,
  refusedNames,
} from '../../../src/domain/engine-keys.ts';
import { decideProxy } from '../../../src/domain/proxy.ts';
import type { Language } from '../../../src/domain/said.ts';
import { questions, shownEngines } from './engine-questions.ts';
import { engineWords as words } from './engines-words.ts';
import { code, type GeneratedPage, list, page, table } from './markdown.ts';

export const enginePage: GeneratedPage = { path: 'engines.md', text: enginesText };

function enginesText(language: Language): string {
  return page([
    `# ${words.title[language]}`,
    words.intro[language],
    `## ${words.glance[language]}`,
    words.glanceIntro[language],
    glanceTable(language),
    words.storeNote[language],
    `## ${words.reload[language]}`,
    list(words.reloadFacts.map((fact) => fact[language])),
    `## ${words.keys[language]}`,
    words.keysIntro[language],
    keyTable(
      engineKeys.filter(({ fork }) => !fork),
      language,
    ),
    `### ${words.fork[language]}`,
    words.forkIntro[language],
    keyTable(
      engineKeys.filter(({ fork }) => fork),
      language,
    ),
    `## ${words.ignored[language]}`,
    words.ignoredIntro[language],
    ignoredTable(language),
    `## ${words.refused[language]}`,
    words.refusedIntro[language],
    list(refusedNames.map(code)),
    `## ${words.noProxy[language]}`,
    words.noProxyIntro[language],
    noProxyTable(language),
  ]);
}

function glanceTable(language: Language): string {
  const show = (answer: boolean | string) =>
    typeof answer === 'string' ? answer : words.answers[answer ? 'yes' : 'no'][language];
  return table(
    ['', ...shownEngines.map(({ title }) => title[language])],
    questions.map(({ asks, answer }) => [
      asks[language],
      ...shownEngines.map((engine) => show(answer(engine))),
    ]),
  );
}

function keyTable(keys: readonly EngineKey[], language: Language): string {
  const { columns } = words;
  const head = [columns.key, columns.flag, columns.since, columns.reload, columns.end];
  return table(
    head.map((each) => each[language]),
    keys
      .toSorted((one, other) => one.key.localeCompare(other.key))
      .map((row) => [
        code(row.key),
        row.flag === null ? '' : code(`--${row.flag ?? row.key}`),
        release(row.since),
        row.reloadable ? words.reloadSince(release(row.reloadable))[language] : '',
        endOf(row)[language],
      ]),
  );
}

function endOf({ until, ignoredSince, use }: EngineKey) {
  if (until) return words.endsAt(release(until), use ? code(use) : null);
  return ignoredSince ? words.ignoredAt(release(ignoredSince)) : words.never;
}

/** As Docker wrote its releases: 17.04, 18.09, but 20.10 and 23.0. */
function release(text: string): string {
  const [major = '', minor = ''] = text.split('.');
  const byMonth = Number(major) >= 17 && Number(major) <= 20;
  return `${major}.${byMonth ? minor.padStart(2, '0') : minor}`;
}

function ignoredTable(language: Language): string {
  const { columns } = words;
  const flags = engineKeys.filter(
    ({ flag, key, until }) => typeof flag === 'string' && flag !== key && !until,
  );
  const spelt = flags.map(({ flag, flagSince, since, key }) => ({
    name: flag ?? '',
    use: key,
    since: flagSince ?? since,
  }));
  const rows = [...spelt, ...ignoredNames].filter(
    ({ name }) => !engineKeys.some(({ key }) => key === name),
  );
  return table(
    [columns.name, columns.since, columns.use].map((each) => each[language]),
    rows
      .toSorted((one, other) => one.name.localeCompare(other.name))
      .map(({ name, since, use }) => [code(name), release(since), use === null ? '' : code(use)]),
  );
}

const noProxyItems = [
  'corp.example',
  '.corp.example',
  '*.corp.example',
  'harbor.corp.example:5000',
  'harbor.corp.example:80',
  '10.77.0.0/24',
  '10.77.0.13',
  '10.77.*',
  '*',
];
const targets = [
  { host: 'harbor.corp.example', port: 5000 },
  { host: 'corp.example', port: 5000 },
  { host: '10.77.0.13', port: 5000 },
];

function noProxyTable(language: Language): string {
  const [now, before] = [parseEngineVersion('28.5.2'), parseEngineVersion('17.12.1')];
  const where = (item: string, target: (typeof targets)[number], version: typeof now) => {
    const settings = { http: '', https: 'http://proxy.example:3128', no: item };
    const decision = decideProxy(settings, { scheme: 'https', ...target }, version);
    return words.ways[decision.proxy ? 'proxy' : 'direct'][language];
  };
  const both = (item: string, target: (typeof targets)[number]) => {
    const [today, then] = [where(item, target, now), where(item, target, before)];
    return today === then ? today : words.earlier(today, then)[language];
  };
  return table(
    ['`NO_PROXY`', ...targets.map(({ host, port }) => code(`${host}:${port}`))],
    noProxyItems.map((item) => [code(item), ...targets.map((target) => both(item, target))]),
  );
}
