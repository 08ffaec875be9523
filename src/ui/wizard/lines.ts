import { Failure } from '../../domain/failure.ts';
import type { Terminal } from '../cli/terminal.ts';
import { wrap } from '../text/wrap.ts';
import { say } from '../words/index.ts';
import { type Asker, type AskerOptions, back, backMark } from './asker.ts';
import { type LineReader, readLines } from './read-lines.ts';

/**
 * The same questions line by line: nothing is redrawn and nothing is chosen with arrow keys, for
 * screen readers (ACCESSIBLE=1) and for terminals that cannot move their cursor (TERM=dumb).
 */
export function makeLineAsker({ streams, terminal, signal }: AskerOptions): Asker {
  const reader = readLines(streams.stdin, signal);
  const ask = (prompt: string, how: keyof LineReader = 'line') => {
    return answered(
      reader[how](() => void terminal.stderr.write(prompt)),
      { terminal, signal },
    );
  };
  return {
    text: async ({ about, label, current, problem }) => {
      terminal.note('');
      tell(terminal, about);
      for (;;) {
        const typed = (await ask(`${label} (${current}): `)).trim();
        const answer = typed === '' ? current : typed;
        const wrong = answer === backMark ? null : ((await problem?.(answer)) ?? null);
        if (wrong === null) return answer === backMark ? back : answer;
        tell(terminal, wrong);
      }
    },
    password: async (message) => {
      const typed = await ask(`${message}: `, 'unseen');
      terminal.stderr.write('\n');
      return typed.trim() === backMark ? back : typed.trim();
    },
    choose: async (message, choices) => {
      const { byNumber, notANumber } = terminal.words.setup;
      tell(terminal, message);
      for (const [index, { name }] of choices.entries()) tell(terminal, `${index + 1}. ${name}`);
      for (;;) {
        const typed = (await ask(`${byNumber(choices.length)} (1): `)).trim();
        const chosen = choices[Number(typed === '' ? '1' : typed) - 1];
        if (chosen) return chosen.value;
        tell(terminal, notANumber(choices.length));
      }
    },
  };
}

function tell({ note, err }: Terminal, text: string): void {
  for (const line of wrap(text, err.columns)) note(line);
}

/**
 * A terminal that is gone ends a moment before its SIGHUP comes; what has not come by then will
 * not, and it was Ctrl-D.
 */
const hangupMs = 100;

/** The end of the input (Ctrl-D) leaves, as Ctrl-C does. */
async function answered(
  line: Promise<string | null>,
  { terminal, signal }: Pick<AskerOptions, 'terminal' | 'signal'>,
): Promise<string> {
  const text = await line;
  if (text !== null) return text;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    setTimeout(resolve, hangupMs);
  });
  signal.throwIfAborted();
  terminal.stderr.write('\n');
  throw new Failure(
    'interrupted',
    say((words) => words.setup.left),
  );
}
