/** Every command and option, drawn from the tables that the command line itself is made of. */
import type { Language } from '../../../src/domain/said.ts';
import type { CommandSpec } from '../../../src/ui/cli/command.ts';
import { commands } from '../../../src/ui/cli/commands.ts';
import { operandsOf, sentence } from '../../../src/ui/cli/help.ts';
import {
  commandOptions,
  globalOptions,
  type OptionName,
  type OptionSpec,
} from '../../../src/ui/cli/option.ts';
import { wordsIn } from '../../../src/ui/words/index.ts';
import { code, fence, type GeneratedPage, page, plain, say, table } from './markdown.ts';

export const commandPage: GeneratedPage = { path: 'commands.md', text: commandsText };

const words = {
  title: say('Commands', '命令'),
  intro: say(
    'Everything that `dockcfg --help` says, on one page. Every flag can also be an environment variable: `--add-mirror` is `DOCKCFG_ADD_MIRROR`. Exit codes and JSON documents have [a page of their own](documents.md).',
    '`dockcfg --help` 的全部内容汇成一页。每个选项都可以用环境变量给出：`--add-mirror` 对应 `DOCKCFG_ADD_MIRROR`。退出码和 JSON 文档见[另一页](documents.md)。',
  ),
  globals: say('Options of every command', '所有命令通用的选项'),
  takesWishes: say(
    'It also takes [the flags of the profile](profile.md#keys).',
    '它也接受[配置文件各键对应的选项](profile.md#各个键)。',
  ),
  option: say('Option', '选项'),
  meaning: say('Meaning', '含义'),
} as const;

function commandsText(language: Language): string {
  const said = wordsIn(language);
  const names = Object.keys(globalOptions) as (keyof typeof globalOptions)[];
  return page([
    `# ${words.title[language]}`,
    words.intro[language],
    ...commands.flatMap((spec) => commandPart(spec, language)),
    `## ${words.globals[language]}`,
    optionTable(
      [
        ...names.map((name) => optionRow(name, globalOptions[name], said.options[name])),
        [code('-h, --help'), plain(said.help.help)],
        [code('-V, --version'), plain(said.help.version)],
      ],
      language,
    ),
  ]);
}

function commandPart(spec: CommandSpec, language: Language): readonly string[] {
  const said = wordsIn(language);
  const { summary, details, examples } = said.commands[spec.name];
  const operands = operandsOf(spec);
  const rows = [
    ...operands.map((each) => [code(each.term), plain(said.operands[each.name])]),
    ...spec.options.map((name) => optionRow(name, commandOptions[name], said.options[name])),
  ];
  return [
    `## ${spec.name}`,
    code(['dockcfg', spec.name, ...operands.map((each) => each.term)].join(' ')),
    plain([sentence(summary, said), details].filter((each) => each !== '').join('\n\n')),
    rows.length === 0 ? '' : optionTable(rows, language),
    spec.wishes ? words.takesWishes[language] : '',
    examples.length === 0 ? '' : fence(examples.join('\n'), 'sh'),
  ];
}

function optionTable(rows: readonly (readonly string[])[], language: Language): string {
  return table([words.option[language], words.meaning[language]], rows);
}

function optionRow(name: OptionName, spec: OptionSpec, meaning: string): readonly string[] {
  const value = spec.choices?.join('|') ?? spec.metavar ?? 'VALUE';
  return [code(spec.kind === 'flag' ? `--${name}` : `--${name} ${value}`), plain(meaning)];
}
