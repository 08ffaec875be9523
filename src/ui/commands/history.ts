import { type HistoryEntry, history as historyOf } from '../../engine/history/history.ts';
import type { CommandAction } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { historyPage } from '../reports/history.ts';
import { jsonText } from '../text/json.ts';
import { suggestNext } from './next.ts';

/** The document of `dockcfg history --json`. */
export interface HistoryDocument {
  readonly schema: 'dockcfg/history/1';
  readonly transactions: readonly HistoryEntry[];
}

/** `dockcfg history`: what was changed on this host, when and by whom. */
export const history: CommandAction = async (run) => {
  const { options, terminal, outside } = run;
  const format = formatOf(options, ['human', 'json']);
  const root = options.text('root') ?? '/';
  const { journal } = await outside.ports({ root, command: '' });
  const transactions = await historyOf(journal);
  const document: HistoryDocument = { schema: 'dockcfg/history/1', transactions };
  const context = { style: terminal.out, words: terminal.words, diff: options.flag('diff') };
  const json = jsonText(document);
  terminal.result(format === 'json' ? json : historyPage(transactions, context));
  // every other user has a journal of his own, for an engine that runs without root
  if (root === '/' && outside.user.uid !== 0) terminal.note(terminal.words.history.ownOnly);
  const [last] = transactions;
  if (last?.end === 'committed' && last.undoneBy === null) {
    suggestNext(run, { text: terminal.words.next.undo, argv: ['rollback', last.id] });
  }
  return 'done';
};
