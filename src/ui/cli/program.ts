import { Command, Option } from 'commander';
import { type CommandSpec, optionsOf } from './command.ts';
import type { OptionSpec } from './option.ts';
import { globalOptions } from './option.ts';

/** What commander found on the command line; nothing has been run yet. */
export interface Asked {
  readonly spec: CommandSpec;
  readonly operands: readonly string[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

/**
 * Builds commander's tree from the command records. It only reads command lines: what it finds is
 * handed to `asked`, complaints are thrown, and help and version are answered elsewhere.
 *
 * Only options that stand on the command line are made: commander takes longer to make all of them
 * than everything else here takes.
 */
export function makeProgram(
  specs: readonly CommandSpec[],
  argv: readonly string[],
  asked: (asked: Asked) => void,
): Command {
  const isSaid = (name: string) =>
    argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  const flags = new Map<string, string[]>();
  const program = new Command('dockcfg')
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {}, outputError: () => {} })
    .helpOption(false)
    .helpCommand(false);
  for (const [name, spec] of Object.entries(globalOptions))
    if (isSaid(name)) addOption(program, { name, spec }, flags);
  for (const spec of specs) {
    const command = commandAt(program, spec.name.split(' '));
    for (const operand of spec.operands.split(' ')) if (operand !== '') command.argument(operand);
    for (const [name, option] of optionsOf(spec)) {
      if (!(name in globalOptions) && isSaid(name))
        addOption(command, { name, spec: option }, flags);
    }
    command.action(() => asked({ spec, operands: command.args, flags }));
  }
  return program;
}

/** The command of a path, made where it is missing: `ca list` stands under `ca`. */
function commandAt(parent: Command, [name, ...rest]: readonly string[]): Command {
  if (name === undefined) return parent;
  const existing = parent.commands.find((each) => each.name() === name);
  return commandAt(existing ?? parent.command(name), rest);
}

function addOption(
  command: Command,
  { name, spec }: { readonly name: string; readonly spec: OptionSpec },
  flags: Map<string, string[]>,
): void {
  const takesValue = spec.kind !== 'flag';
  command.addOption(new Option(takesValue ? `--${name} <value>` : `--${name}`));
  // Commander's own store knows neither lists nor where a value came from.
  command.on(`option:${name}`, (given: string | null) => {
    flags.set(name, [...(flags.get(name) ?? []), takesValue ? (given ?? '') : 'true']);
  });
}
