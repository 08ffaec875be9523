import { optionsOf } from '../cli/command.ts';
import { commands } from '../cli/commands.ts';
import { globalOptions, type OptionName, type OptionSpec } from '../cli/option.ts';
import type { Terminal } from '../cli/terminal.ts';
import { wishOptions } from '../cli/wishes.ts';

/** What a shell can complete, with a line of text for those that show one. */
export interface CompletionTree {
  readonly commands: readonly CompletedCommand[];
  readonly globals: readonly CompletedOption[];
}

export interface CompletedCommand {
  /** one word or two: `doctor`, `ca list` */
  readonly name: string;
  readonly text: string;
  readonly options: readonly CompletedOption[];
  /** words that its operand can be */
  readonly words: readonly string[];
  /** whether its operand can be a file */
  readonly files: boolean;
}

export interface CompletedOption {
  readonly name: string;
  readonly text: string;
  readonly takes: 'nothing' | 'file' | 'folder' | 'words' | 'anything';
  readonly words: readonly string[];
}

/** The words that operands can be, by the operand's name. */
export type OperandWords = { readonly [operand: string]: readonly string[] };

/** Reads the tree from the same tables that the command line is read with. */
export function completionTree(terminal: Terminal, words: OperandWords): CompletionTree {
  const texts = textsOf(terminal);
  const optionsIn = (options: Iterable<readonly [string, OptionSpec]>) =>
    [...options].map(([name, spec]) => completed(name, spec, texts.get(name) ?? ''));
  return {
    globals: optionsIn(Object.entries(globalOptions)),
    commands: commands.map((spec) => ({
      name: spec.name,
      text: terminal.words.commands[spec.name].summary,
      options: optionsIn([...optionsOf(spec)].filter(([name]) => !(name in globalOptions))),
      words: words[spec.operands.replace(/[^a-z]/g, '')] ?? [],
      files: spec.operands.includes('profile'),
    })),
  };
}

function textsOf({ words, language }: Terminal): ReadonlyMap<string, string> {
  const own = Object.entries(words.options) as [OptionName, string][];
  return new Map<string, string>([
    ...own,
    ...wishOptions().map(([name, , said]) => [name, said[language]] as const),
  ]);
}

function completed(name: string, spec: OptionSpec, text: string): CompletedOption {
  return { name, text, takes: takesOf(spec), words: spec.choices ?? [] };
}

function takesOf(spec: OptionSpec): CompletedOption['takes'] {
  if (spec.kind === 'flag') return 'nothing';
  if (spec.choices) return 'words';
  if (spec.metavar === 'DIR') return 'folder';
  return spec.metavar?.endsWith('FILE') ? 'file' : 'anything';
}
