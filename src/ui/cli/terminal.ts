import { Failure } from '../../domain/failure.ts';
import type { Language, Said } from '../../domain/said.ts';
import { printable, printablePainted } from '../text/printable.ts';
import { paint, type Style } from '../text/style.ts';
import { say, type Words, wordsIn } from '../words/index.ts';
import type { Environment } from './language.ts';
import { speaksUnicode } from './language.ts';
import { columnsOf, type Output } from './output.ts';
import type { Streams } from './outside.ts';

/** What the terminal is told to do, apart from what it can do. */
export interface TerminalWishes {
  readonly language: Language;
  readonly color: 'auto' | 'always' | 'never';
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly input: boolean;
}

/**
 * Where a command answers. stdout is the result, stderr is everything else. Lines for stderr may
 * quote what comes from elsewhere (a file, a server, the command line): all that a terminal could
 * act on is spelt out here, once for all of them.
 */
export interface Terminal {
  readonly language: Language;
  readonly words: Words;
  /** what stdout can show, and what stderr can */
  readonly out: Style;
  readonly err: Style;
  readonly verbose: boolean;
  /** somebody is there and may be asked */
  readonly interactive: boolean;
  /** stderr can be redrawn in place */
  readonly live: boolean;
  /** a screen reader reads it, or its cursor cannot be moved: questions go line by line */
  readonly lineByLine: boolean;
  /** for views that draw on stderr themselves */
  readonly stderr: Output;
  say(said: Said): string;
  /**
   * Writes to stdout, as it is.
   * @throws Failure cannotWrite when it cannot be written: a full disk
   */
  result(text: string): void;
  /** a line for stderr; nothing with --quiet */
  note(text: string): void;
  warn(text: string): void;
  /** a line for stderr that --quiet does not silence */
  trouble(text: string): void;
  /** the same, called an error */
  error(text: string): void;
  /** a line for stderr with --verbose */
  detail(text: string): void;
}

/** Finds out what the streams can do, and yields the terminal that all output goes through. */
export function makeTerminal(streams: Streams, env: Environment, wishes: TerminalWishes): Terminal {
  const words = wordsIn(wishes.language);
  const out = styleOf(streams.stdout, env, wishes);
  const err = styleOf(streams.stderr, env, wishes);
  const lineByLine = env.TERM === 'dumb' || Boolean(env.ACCESSIBLE);
  const clean = err.color ? printablePainted : printable;
  const trouble = (text: string) => void streams.stderr.write(`${clean(text)}\n`);
  const note = (text: string) => {
    if (!wishes.quiet) trouble(text);
  };
  return {
    language: wishes.language,
    words,
    out,
    err,
    verbose: wishes.verbose,
    interactive: wishes.input && streams.stderr.isTTY === true && streams.stdin.isTTY === true,
    live: streams.stderr.isTTY === true && !lineByLine && !wishes.quiet && !env.CI,
    lineByLine,
    stderr: streams.stderr,
    say: (said) => said[wishes.language],
    result: (text) => {
      try {
        streams.stdout.write(text);
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException;
        const lost = say((catalogue) => catalogue.trouble.notWritten(code));
        throw new Failure('cannotWrite', lost);
      }
    },
    note,
    trouble,
    error: (text) => trouble(`${paint(err, 'red', words.common.error)}${words.common.gap}${text}`),
    warn: (text) => note(`${paint(err, 'yellow', words.common.warning)}${words.common.gap}${text}`),
    detail: (text) => {
      if (wishes.verbose) note(paint(err, 'dim', text));
    },
  };
}

function styleOf(stream: Output, env: Environment, wishes: TerminalWishes): Style {
  return {
    // A window can be made another size while somebody thinks about a question.
    get columns() {
      return columnsOf(stream, env);
    },
    color: hasColor(stream.isTTY === true, env, wishes.color),
    unicode: speaksUnicode(env),
  };
}

/** no-color.org: NO_COLOR counts when it is not empty. A flag beats FORCE_COLOR beats NO_COLOR. */
function hasColor(isTTY: boolean, env: Environment, asked: TerminalWishes['color']): boolean {
  if (asked !== 'auto') return asked === 'always';
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  if (env.NO_COLOR || env.TERM === 'dumb') return false;
  return isTTY;
}
