import type { ShowDocument } from '../../domain/documents.ts';
import { Failure } from '../../domain/failure.ts';
import { show as settingsOf } from '../../engine/show/show.ts';
import type { CommandAction } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { openHost } from '../cli/host.ts';
import { nearest } from '../cli/suggest.ts';
import { showPage } from '../reports/show.ts';
import { say } from '../words/index.ts';
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
    refuseMisspelt(operands, settingsOf(facts).settings);
  }
  if (format === 'json') terminal.result(`${JSON.stringify(document, null, 2)}\n`);
  else terminal.result(showPage(document, terminal.out, terminal.words));
  return 'done';
};

/** A key that nothing sets is an empty answer; one that looks like a key that is set is a slip. */
function refuseMisspelt(
  keys: readonly string[],
  settings: readonly { readonly key: string }[],
): void {
  const known = settings.map(({ key }) => key);
  for (const key of keys) {
    const meant = nearest(key, known);
    if (meant !== null) {
      throw new Failure(
        'invalidInput',
        say((words) => words.show.unknownKey(key, meant)),
      );
    }
  }
}
