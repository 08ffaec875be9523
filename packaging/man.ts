/** The manual page, drawn from the tables that the command line and its help are drawn from. */
import type { Language } from '../src/domain/said.ts';
import type { CommandSpec } from '../src/ui/cli/command.ts';
import { commands } from '../src/ui/cli/commands.ts';
import { operandsOf, sentence } from '../src/ui/cli/help.ts';
import { commandOptions, globalOptions, type OptionSpec } from '../src/ui/cli/option.ts';
import { wishOptions } from '../src/ui/cli/wishes.ts';
import { type Words, wordsIn } from '../src/ui/words/index.ts';
import { type Manual, manuals } from './man-words.ts';

/** dockcfg(1) as man(7) source, in one language. */
export function manualPage(language: Language, version: string): string {
  const page: Page = { language, words: wordsIn(language), manual: manuals[language] };
  const { manual, words } = page;
  const lines = [
    `.TH DOCKCFG 1 "" "dockcfg ${version}" "${manual.title}"`,
    `.SH ${manual.sections.name}`,
    `dockcfg \\- ${quoted(manual.purpose)}`,
    `.SH ${manual.sections.synopsis}`,
    `.B dockcfg`,
    quoted(`${words.help.commandPlace} ${words.help.optionsPlace}`),
    `.SH ${manual.sections.description}`,
    text(words.help.about),
    `.SH ${manual.sections.commands}`,
    ...commands.flatMap((spec) => commandPart(spec, page)),
    `.SH ${manual.sections.wishes}`,
    ...wishOptions().flatMap(([name, spec, said]) => option(name, spec, said[language])),
    `.SH ${manual.sections.options}`,
    ...globals(page),
    `.SH ${manual.sections.exit}`,
    ...manual.exits.flatMap(([code, meaning]) => term(code, meaning)),
    `.SH ${manual.sections.environment}`,
    ...manual.environment.flatMap(([name, meaning]) => term(name, meaning)),
    `.SH ${manual.sections.files}`,
    ...manual.files.flatMap(([name, meaning]) => term(name, meaning)),
  ];
  return `${lines.join('\n')}\n`;
}

interface Page {
  readonly language: Language;
  readonly words: Words;
  readonly manual: Manual;
}

function commandPart(spec: CommandSpec, { words, manual }: Page): readonly string[] {
  const { summary, details, examples } = words.commands[spec.name];
  const operands = operandsOf(spec);
  const usage = ['dockcfg', spec.name, ...operands.map((each) => each.term)].join(' ');
  return [
    `.SS ${quoted(usage)}`,
    text(sentence(summary, words)),
    ...(details === '' ? [] : ['.PP', text(details)]),
    ...operands.flatMap((each) => term(each.term, words.operands[each.name])),
    ...spec.options.flatMap((name) => option(name, commandOptions[name], words.options[name])),
    ...(spec.wishes ? ['.PP', text(manual.takesWishes)] : []),
    ...(examples.length === 0 ? [] : ['.PP', '.nf', '.RS', ...examples.map(text), '.RE', '.fi']),
  ];
}

function globals({ words }: Page): readonly string[] {
  const names = Object.keys(globalOptions) as (keyof typeof globalOptions)[];
  return [
    ...names.flatMap((name) => option(name, globalOptions[name], words.options[name])),
    ...term('-h, --help', words.help.help),
    ...term('-V, --version', words.help.version),
  ];
}

function option(name: string, spec: OptionSpec, meaning: string): readonly string[] {
  const value = spec.choices?.join('|') ?? spec.metavar ?? 'VALUE';
  return term(spec.kind === 'flag' ? `--${name}` : `--${name} ${value}`, meaning);
}

function term(word: string, meaning: string): readonly string[] {
  return ['.TP', `.B ${quoted(word)}`, text(meaning)];
}

/** A line of text; a dot or a quote at its start would be a request. */
function text(line: string): string {
  return quoted(line).replace(/^([.'])/, '\\&$1');
}

/** groff_char(7): these print as typographic marks unless escaped, and nobody could copy them. */
function quoted(line: string): string {
  return line
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti');
}
