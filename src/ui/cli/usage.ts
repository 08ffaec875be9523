import type { CommanderError } from 'commander';
import { Failure } from '../../domain/failure.ts';
import type { Said } from '../../domain/said.ts';
import { say } from '../words/index.ts';
import { nearest, unknownCommand } from './suggest.ts';

/** The words that could have been meant where the command line was not understood. */
export interface Known {
  readonly commands: readonly string[];
  /** `ca`, where only that was said of `ca list`; null for a command of its own */
  readonly group: string | null;
  /** without dashes */
  readonly options: readonly string[];
}

/**
 * Turns commander's complaint into one sentence with a way out. Commander tells the kind of
 * complaint by a code and the word it is about only in quotes within its English message.
 */
export function usageFailure(error: CommanderError, known: Known): Failure {
  const [first = ''] = [...error.message.matchAll(/'([^']*)'/g)].map(([, it]) => it);
  return new Failure('usage', sentence(error.code, first, known));
}

function sentence(code: string, about: string, known: Known): Said {
  switch (code) {
    case 'commander.unknownOption': {
      const typed = about.replace(/^-+/, '').replace(/=.*$/s, '');
      const meant = nearest(typed, known.options);
      return say((words) => words.usage.unknownOption(withoutValue(about), meant && `--${meant}`));
    }
    case 'commander.unknownCommand':
      return known.group
        ? unknownSubcommand(known.group, about, known)
        : unknownCommand(about, known.commands);
    case 'commander.missingArgument':
      return say((words) => words.usage.missingOperand(about));
    case 'commander.optionMissingArgument':
      return say((words) => words.usage.missingValue(flagOf(about)));
    case 'commander.excessArguments':
      return say((words) => words.usage.tooMany(about));
    case 'commander.help':
      return known.group
        ? missingSubcommand(known.group, known)
        : say((words) => words.usage.noCommand);
    default:
      return say((words) => words.usage.notUnderstood);
  }
}

function missingSubcommand(group: string, known: Known): Said {
  const names = subcommandsOf(group, known);
  return say((words) => words.usage.noSubcommand(group, names));
}

function unknownSubcommand(group: string, typed: string, known: Known): Said {
  const meant = nearest(typed, subcommandsOf(group, known));
  const said = `${group} ${typed}`;
  return say((words) => words.usage.unknownCommand(said, meant && `dockcfg ${group} ${meant}`));
}

function subcommandsOf(group: string, { commands }: Known): readonly string[] {
  return commands.flatMap((name) => {
    const [first, second] = name.split(' ');
    return first === group && second !== undefined ? [second] : [];
  });
}

/** `--https-proxy=http://user:password@…` must not be repeated. */
function withoutValue(option: string): string {
  return option.replace(/=.*$/s, '');
}

/** `-o, --option <value>` → `--option` */
function flagOf(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}
