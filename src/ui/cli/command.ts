import type { ExitName } from '../../domain/failure.ts';
import type { Words } from '../words/index.ts';
import { type CommandOption, commandOptions, globalOptions, type OptionSpec } from './option.ts';
import type { Options } from './options.ts';
import type { Outside } from './outside.ts';
import type { Terminal } from './terminal.ts';
import { wishOptions } from './wishes.ts';

/** One run of a command: what was asked, where to answer, and the world to do it in. */
export interface Run {
  /** the command line as it was given; passwords have been refused in it */
  readonly argv: readonly string[];
  readonly operands: readonly string[];
  readonly options: Options;
  readonly terminal: Terminal;
  readonly outside: Outside;
}

/** @returns the exit code's name; a known failure is thrown as Failure */
export type CommandAction = (run: Run) => Promise<ExitName>;

export type CommandName = keyof Words['commands'];

/** A command: one record here and one line in commands.ts. */
export interface CommandSpec {
  readonly name: CommandName;
  /** its operands: `<subject>` must be given, `[profile]` may be, `[target...]` may be several */
  readonly operands: string;
  readonly options: readonly CommandOption[];
  /** whether it takes the flags of the field table (mirrors, proxies, …) */
  readonly wishes: boolean;
  /** the code behind it, loaded when it runs */
  load(): Promise<CommandAction>;
}

/** The option tables of a command, by name without dashes. */
export function optionsOf(spec: CommandSpec): ReadonlyMap<string, OptionSpec> {
  const options = new Map<string, OptionSpec>(Object.entries(globalOptions));
  for (const name of spec.options) options.set(name, commandOptions[name]);
  if (spec.wishes) for (const [name, option] of wishOptions()) options.set(name, option);
  return options;
}
