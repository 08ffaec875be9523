import type { ShowDocument } from '../../domain/documents.ts';
import { engineKeys } from '../../domain/engine-keys.ts';
import { Failure } from '../../domain/failure.ts';
import { fieldTable } from '../../domain/field-table.ts';
import { proxyNames } from '../../domain/key-check.ts';
import { show as settingsOf } from '../../engine/show/show.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { openHost } from '../cli/host.ts';
import { nearest } from '../cli/suggest.ts';
import { showPage } from '../reports/show.ts';
import { jsonText } from '../text/json.ts';
import { say } from '../words/index.ts';
import { type NextStep, suggestNext } from './next.ts';
import { sayFirst } from './notes.ts';

/** `dockcfg show [KEY…]`: what is configured, where, and what the running engine has instead. */
export const show: CommandAction = async (run) => {
  const { operands, options, terminal } = run;
  const format = formatOf(options, ['human', 'json']);
  const { facts } = await openHost(run);
  sayFirst(run, facts);
  const shown = settingsOf(facts, operands);
  const document: ShowDocument = {
    schema: 'dockcfg/show/1',
    settings: shown.settings,
    problems: shown.problems.map(({ path, line, column, said }) => {
      return { path, line, column, text: terminal.say(said) };
    }),
  };
  if (document.settings.length === 0 && operands.length > 0) {
    refuseUnknown(operands, settingsOf(facts).settings);
  }
  if (format === 'json') terminal.result(jsonText(document));
  else terminal.result(showPage(document, terminal.out, terminal.words));
  suggestNext(run, nextAfter(document, run));
  return 'done';
};

function nextAfter({ settings, problems }: ShowDocument, { terminal }: Run): NextStep {
  const { next } = terminal.words;
  const isIn = (...states: readonly string[]) =>
    settings.some(({ state }) => states.includes(state));
  if (problems.length > 0) return { text: next.why, argv: ['doctor'] };
  if (settings.length === 0) return { text: next.setup, argv: ['setup'] };
  if (isIn('conflict', 'ignored')) return { text: next.why, argv: ['doctor'] };
  if (!isIn('not reloaded', 'needs restart')) return { text: next.works, argv: ['doctor'] };
  return { text: next.converge, argv: ['apply', '--restart', 'auto'] };
}

/**
 * A key that could be set and is not is an empty answer; what looks like one that is set, or like
 * none at all, is a slip.
 */
function refuseUnknown(
  keys: readonly string[],
  settings: readonly { readonly key: string }[],
): void {
  const set = settings.map(({ key }) => key);
  const settable = [...Object.keys(fieldTable), ...engineKeys.map(({ key }) => key), ...proxyNames];
  for (const key of keys) {
    if (settable.includes(key.split('.')[0] ?? '')) continue;
    const meant = nearest(key, set) ?? nearest(key, settable);
    throw new Failure(
      'invalidInput',
      say((words) =>
        meant === null ? words.show.noSuchKey(key) : words.show.unknownKey(key, meant),
      ),
    );
  }
}
