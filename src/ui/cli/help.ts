import type { Language } from '../../domain/said.ts';
import { padTo, widthOf } from '../text/width.ts';
import { hang, wrap } from '../text/wrap.ts';
import type { HelpWords } from '../words/help.ts';
import type { CommandSpec } from './command.ts';
import { commands } from './commands.ts';
import { commandOptions, globalOptions, type OptionSpec } from './option.ts';
import { wishOptions } from './wishes.ts';

export interface HelpContext {
  readonly words: HelpWords;
  readonly language: Language;
  readonly columns: number;
}

/** What is asked for help about: a command's name, `''` for all of them; null when nothing is. */
export function helpTopic(argv: readonly string[]): string | null {
  const end = argv.indexOf('--');
  const before = end < 0 ? argv : argv.slice(0, end);
  if (!['help', '--help', '-h'].some((each) => before.includes(each))) return null;
  const words = withoutOptions(before);
  if (words[0] === 'help') return words.slice(1).join(' ');
  if (!before.includes('--help') && !before.includes('-h')) return null;
  const known = commands.map((spec) => spec.name as string);
  const two = words.slice(0, 2).join(' ');
  return known.includes(two) ? two : (words[0] ?? '');
}

/** The words of a command line that are neither options nor their values. */
function withoutOptions(argv: readonly string[]): readonly string[] {
  const specs = new Map<string, OptionSpec>(
    Object.entries({ ...globalOptions, ...commandOptions }).map(([name, spec]) => [
      `--${name}`,
      spec,
    ]),
  );
  for (const [name, spec] of wishOptions()) specs.set(`--${name}`, spec);
  return argv.filter((word, index) => {
    const before = specs.get(argv[index - 1] ?? '');
    return !word.startsWith('-') && (before === undefined || before.kind === 'flag');
  });
}

/** The help of one command, of a group such as `ca`, or of all; null when there is no such thing. */
export function helpPage(topic: string, context: HelpContext): string | null {
  const spec = commands.find((each) => each.name === topic);
  if (spec) return lines(commandHelp(spec, context));
  if (topic === '') return lines(overview('', commands, context));
  const group = commands.filter((each) => each.name.startsWith(`${topic} `));
  return group.length === 0 ? null : lines(overview(topic, group, context));
}

function overview(
  topic: string,
  group: readonly CommandSpec[],
  context: HelpContext,
): readonly string[] {
  const { words, columns } = context;
  const usage = ['dockcfg', topic, words.help.commandPlace, words.help.optionsPlace];
  return [
    `${words.help.usage} ${usage.filter((word) => word !== '').join(' ')}`,
    '',
    ...wrap(words.help.about, columns),
    '',
    words.help.commands,
    ...pairs(
      group.map((each) => [each.name, words.commands[each.name].summary]),
      columns,
    ),
    '',
    ...globalHelp(context),
    '',
    ...wrap(words.help.more, columns),
  ];
}

function commandHelp(spec: CommandSpec, context: HelpContext): readonly string[] {
  const { words, columns } = context;
  const { summary, details, examples } = words.commands[spec.name];
  const operands = operandsOf(spec);
  const own = spec.options.map((name) => term(name, commandOptions[name], words.options[name]));
  return [
    `${words.help.usage} ${['dockcfg', spec.name, ...operands.map((each) => each.term), words.help.optionsPlace].join(' ')}`,
    '',
    ...wrap(sentence(summary, words), columns),
    ...(details === '' ? [] : ['', ...wrap(details, columns)]),
    ...section(
      words.help.arguments,
      operands.map(({ term: shown, name }) => [shown, words.operands[name]]),
      columns,
    ),
    ...section(words.help.options, own, columns),
    ...(spec.wishes ? section(words.help.wishes, wishTerms(context.language), columns) : []),
    ...section(words.help.examples, [], columns, examples),
    '',
    ...globalHelp(context),
  ];
}

/** In a list of commands a summary begins small; by itself it is a sentence. */
export function sentence(summary: string, { help }: Pick<HelpWords, 'help'>): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${help.period}`;
}

/** The operands of a command by name, as the records spell them and as the help shows them. */
export function operandsOf(
  spec: CommandSpec,
): readonly { name: keyof HelpWords['operands']; term: string }[] {
  return (spec.operands.match(/[[<][^\]>]+[\]>]/g) ?? []).map((operand) => {
    const name = operand.replace(/[^a-z]/g, '') as keyof HelpWords['operands'];
    const shown = name.toUpperCase() + (operand.includes('...') ? '...' : '');
    return { name, term: operand.startsWith('<') ? shown : `[${shown}]` };
  });
}

function wishTerms(language: Language): readonly Pair[] {
  return wishOptions().map(([name, spec, said]) => term(name, spec, said[language]));
}

function globalHelp({ words, columns }: HelpContext): readonly string[] {
  const names = Object.keys(globalOptions) as (keyof typeof globalOptions)[];
  const rows = names.map((name) => term(name, globalOptions[name], words.options[name]));
  const more: Pair[] = [
    ['-h, --help', words.help.help],
    ['-V, --version', words.help.version],
  ];
  return [words.help.globalOptions, ...pairs([...rows, ...more], columns)];
}

type Pair = readonly [term: string, text: string];

function term(name: string, spec: OptionSpec, text: string): Pair {
  const value =
    spec.kind === 'flag' ? '' : ` ${spec.choices?.join('|') ?? spec.metavar ?? 'VALUE'}`;
  return [`--${name}${value}`, text];
}

function section(
  title: string,
  rows: readonly Pair[],
  columns: number,
  plain: readonly string[] = [],
): readonly string[] {
  if (rows.length + plain.length === 0) return [];
  return ['', title, ...pairs(rows, columns), ...plain.map((line) => `  ${line}`)];
}

/** Terms with their texts beside them, or below them where there is no room beside. */
function pairs(rows: readonly Pair[], columns: number): readonly string[] {
  const widest = Math.max(0, ...rows.map(([shown]) => widthOf(shown)));
  const beside = columns - widest >= 34;
  return rows.flatMap(([shown, text]) =>
    beside
      ? hang(`  ${padTo(shown, widest)}  `, text, columns)
      : [`  ${shown}`, ...hang('      ', text, columns)],
  );
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
