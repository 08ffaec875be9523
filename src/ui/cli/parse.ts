import { CommanderError } from 'commander';
import { Failure } from '../../domain/failure.ts';
import { say } from '../words/index.ts';
import { type CommandSpec, optionsOf } from './command.ts';
import { commands } from './commands.ts';
import { helpTopic } from './help.ts';
import { type Asked, makeProgram } from './program.ts';
import { unknownCommand } from './suggest.ts';
import { type Known, usageFailure } from './usage.ts';

/**
 * Reads a command line with commander. Nothing is run yet.
 * @throws Failure usage
 */
export function parse(argv: readonly string[]): Asked {
  const known = knownTo(argv);
  const topic = helpTopic(argv);
  if (topic !== null) throw new Failure('usage', unknownCommand(topic, known.commands));
  const found: Asked[] = [];
  const program = makeProgram(specsFor(argv), argv, (it) => found.push(it));
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError ? usageFailure(error, known) : error;
  }
  const [asked] = found;
  if (!asked)
    throw new Failure(
      'usage',
      say((words) => words.usage.noCommand),
    );
  return asked;
}

/** The commands whose first word was said; all of them when none was. */
function specsFor(argv: readonly string[]): readonly CommandSpec[] {
  const named = commands.filter((spec) => argv.includes(spec.name.split(' ')[0] ?? ''));
  return named.length > 0 ? named : commands;
}

/** What could have been meant: every command, and the options of the one that was named. */
function knownTo(argv: readonly string[]): Known {
  const named = commands.filter((spec) => argv.includes(spec.name.split(' ').at(-1) ?? ''));
  const specs: readonly CommandSpec[] = named.length > 0 ? named : commands;
  const names = commands.map((spec) => spec.name as string);
  const [first = ''] = argv.filter((word) => names.some((name) => name.split(' ')[0] === word));
  return {
    commands: names,
    group: first !== '' && !names.includes(first) ? first : null,
    options: [...new Set(specs.flatMap((spec) => [...optionsOf(spec).keys()])), 'help', 'version'],
  };
}
