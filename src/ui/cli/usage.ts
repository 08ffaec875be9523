/** What is said of a command line that was not understood: one sentence, with a way out. */
import { Failure } from '../../domain/failure.ts';
import { say } from '../words/index.ts';
import { commands } from './commands.ts';
import { nearest } from './suggest.ts';

/**
 * @param written with its dashes, without its value: `--https-proxy=http://user:password@…` must not
 * be repeated
 * @param known the options that could have been meant, without dashes
 */
export function unknownOption(written: string, known: readonly string[]): Failure {
  const meant = nearest(written.replace(/^-+/, ''), known);
  return usage((words) => words.usage.unknownOption(written, meant && `--${meant}`));
}

/** An option was given a value (`--quiet=yes`) that takes none. The value is not repeated. */
export function unwantedValue(option: string): Failure {
  return usage((words) => words.usage.unwantedValue(option));
}

export function missingValue(option: string): Failure {
  return usage((words) => words.usage.missingValue(option));
}

export function missingOperand(operand: string): Failure {
  return usage((words) => words.usage.missingOperand(operand));
}

export function tooManyOperands(command: string): Failure {
  return usage((words) => words.usage.tooMany(command));
}

/**
 * No command begins with these words.
 * @param typed may be none at all, or only the first half of a command (`ca`)
 */
export function noSuchCommand([first = '', second]: readonly string[]): Failure {
  if (first === '') return usage((words) => words.usage.noCommand);
  const names = commands.map(({ name }) => name as string);
  const inGroup = names.filter((name) => name.startsWith(`${first} `));
  const seconds = inGroup.map((name) => name.slice(first.length + 1));
  if (inGroup.length === 0) return unknownCommand(first, nearest(first, names));
  if (second === undefined) return usage((words) => words.usage.noSubcommand(first, seconds));
  const meant = nearest(second, seconds);
  return unknownCommand(`${first} ${second}`, meant && `dockcfg ${first} ${meant}`);
}

function unknownCommand(typed: string, meant: string | null): Failure {
  return usage((words) => words.usage.unknownCommand(typed, meant));
}

function usage(sentence: Parameters<typeof say>[0]): Failure {
  return new Failure('usage', say(sentence));
}
