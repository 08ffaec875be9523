import type { Run } from '../cli/command.ts';
import { shellLine } from '../text/shell.ts';
import { paint } from '../text/style.ts';
import { wrap } from '../text/wrap.ts';

/** What one may do after a command, and the command line for it. */
export interface NextStep {
  readonly text: string;
  /** the command's name, such as `mirrors rank`, and what comes after it */
  readonly argv: readonly string[];
}

/**
 * Suggests what to do next, below a page for people: on stderr, so that the page stays what it is
 * when it goes to a file. What is to be typed stays on one line, for the same tree.
 */
export function suggestNext({ terminal, options }: Run, { text, argv }: NextStep): void {
  const isForPeople = !options.flag('json') && options.text('format') !== 'json';
  if (!isForPeople) return;
  const root = options.text('root');
  const [name = '', ...rest] = argv;
  const placed = [
    'dockcfg',
    ...name.split(' '),
    ...(root === null ? [] : ['--root', root]),
    ...rest,
  ];
  const { err, note } = terminal;
  note('');
  for (const line of wrap(text, err.columns)) note(line);
  note(`  ${paint(err, 'cyan', shellLine(placed))}`);
}
