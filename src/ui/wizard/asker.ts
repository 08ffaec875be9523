import type { Streams } from '../cli/outside.ts';
import type { Terminal } from '../cli/terminal.ts';
import { paint, type Style } from '../text/style.ts';
import { hang, wrap } from '../text/wrap.ts';
import { listenForLeaving } from './leaving.ts';

/** What an answer is when the person rather wants the question before. */
export const back = Symbol('back');
export type Back = typeof back;

/** What a person types to go back; no value that dockcfg asks for looks like it. */
export const backMark = '<';

export interface TextQuestion {
  /** what is asked, in a sentence; it stands above the prompt, where it can wrap between words */
  readonly about: string;
  /** a word or two before the answer */
  readonly label: string;
  /** what stands there already; Enter keeps it */
  readonly current: string;
  /** why an answer will not do; null when it will */
  problem?(answer: string): string | null | Promise<string | null>;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
}

/** Asks one question at a time at the terminal, on stderr. Ctrl-C ends the wizard. */
export interface Asker {
  text(question: TextQuestion): Promise<string | Back>;
  /** an empty answer means there is none */
  password(message: string): Promise<string | Back>;
  choose<Value>(message: string, choices: readonly Choice<Value>[]): Promise<Value>;
}

export interface AskerOptions {
  readonly streams: Streams;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Loads the prompts, which must not happen without a terminal: they end without a word then. */
export async function makeAsker(options: AskerOptions): Promise<Asker> {
  const { streams, terminal, signal } = options;
  const { words, err } = terminal;
  if (terminal.lineByLine) return (await import('./lines.ts')).makeLineAsker(options);
  const { input, password, select } = await import('@inquirer/prompts');
  // Questions are only asked on a terminal, and a terminal's stream is Node's own.
  const output = streams.stderr as NodeJS.WriteStream;
  const { signal: left, unlessLeft } = listenForLeaving(streams.stdin);
  const context = { input: streams.stdin, output, signal: AbortSignal.any([signal, left]) };
  // A word, not only a coloured tick, tells an answered question from an open one.
  const theme = { prefix: { idle: '?', done: words.setup.answered } };
  const { move, pick } = words.setup.keys;
  const orBack = (answer: string) => (answer.trim() === backMark ? back : answer.trim());
  return {
    text: async ({ about, label, current, problem }) => {
      terminal.note('');
      for (const line of wrap(about, err.columns)) terminal.note(line);
      const validate = async (typed: string) =>
        typed.trim() === backMark || ((await problem?.(typed.trim())) ?? true);
      const config = { message: label, default: current, validate, theme };
      return orBack(await unlessLeft(input(config, context)));
    },
    password: async (message) =>
      orBack(await unlessLeft(password({ message, mask: '*', theme }, context))),
    choose: (message, choices) => {
      const shown = choices.map((choice) => ({
        value: choice.value,
        name: below('  ', choice.name, err),
        short: below(`${words.setup.answered} `, `${message} ${choice.name}`, err),
      }));
      // Once answered, question and answer are one text, that breaks between words.
      const style = {
        keysHelpTip: () => `${move} / ${pick}`,
        message: (text: string, status: string) =>
          status === 'done' ? '' : paint(err, 'bold', below('? ', text, err)),
        answer: (text: string) => text,
      };
      const config = { message, choices: shown, loop: false, pageSize: longestList };
      return unlessLeft(select({ ...config, theme: { ...theme, style } }, context));
    },
  };
}

/** Lines of choices that are shown at once: all there are, also where a narrow window breaks them. */
const longestList = 20;

/** A text after what stands before it on its line, with the lines that follow under its first. */
function below(before: string, text: string, { columns }: Style): string {
  return hang(before, text, columns - 1)
    .join('\n')
    .slice(before.length);
}
