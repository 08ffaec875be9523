import { Failure } from '../../domain/failure.ts';
import type { Language } from '../../domain/said.ts';
import {
  type CodeExplanation,
  explainCode,
  explain as explainImage,
  knownCodes,
} from '../../engine/explain/explain.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { CommandAction } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { openHost } from '../cli/host.ts';
import { nearest } from '../cli/suggest.ts';
import { codePage, explainPage } from '../reports/explain.ts';
import { jsonText } from '../text/json.ts';
import { say } from '../words/index.ts';
import { refuseUrls } from './doctor-targets.ts';
import { foresightOf } from './foresight.ts';
import { suggestNext } from './next.ts';

/** The document of `dockcfg explain CODE --json`. */
export interface CodeDocument {
  readonly schema: 'dockcfg/explain-code/1';
  readonly code: string;
  readonly severity: CodeExplanation['severity'];
  readonly title: string;
  readonly about: string;
  readonly ways: readonly string[];
  readonly causes: readonly { readonly code: string; readonly title: string }[];
}

/** `dockcfg explain IMAGE` or `dockcfg explain CODE`; neither touches the network. */
export const explain: CommandAction = async (run) => {
  const { terminal, operands } = run;
  const [subject = ''] = operands;
  const json = formatOf(run.options, ['human', 'json']) === 'json';
  const write = (document: object, page: () => string) =>
    terminal.result(json ? jsonText(document) : page());
  if (/^dc\d+$/i.test(subject)) {
    const document = codeDocument(subject, terminal.language);
    write(document, () => codePage(document, terminal.out, terminal.words));
    const argv = ['doctor', '--only', document.code];
    suggestNext(run, { text: terminal.words.next.onlyThis, argv });
    return 'done';
  }
  refuseUrls([subject]);
  const { facts } = await openHost(run);
  const foresee = await foresightOf(run);
  const view = foresee?.(facts).view ?? viewOf(facts, 'running');
  const document = explainImage(subject, view, terminal.language);
  write(document, () => explainPage(document, terminal.out, terminal.words));
  suggestNext(run, { text: terminal.words.next.tryRoute, argv: ['doctor', subject] });
  return 'done';
};

/** @throws Failure invalidInput for a code that no check has */
function codeDocument(code: string, language: Language): CodeDocument {
  const found = explainCode(code);
  if (found === null) {
    const meant = nearest(code, knownCodes());
    throw new Failure(
      'invalidInput',
      say((words) => words.explain.noSuchCode(code, meant)),
    );
  }
  return {
    schema: 'dockcfg/explain-code/1',
    code: found.code,
    severity: found.severity,
    title: found.title[language],
    about: found.about[language],
    ways: found.ways.map((way) => way[language]),
    causes: found.causes.map((cause) => ({ code: cause.code, title: cause.title[language] })),
  };
}
