import type { CompletedCommand, CompletedOption, CompletionTree } from './tree.ts';

/** Completions for fish. */
export function fish(tree: CompletionTree): string {
  const lines = [
    '# fish completion for dockcfg',
    ...tree.globals.map((option) => optionLine(option, null)),
    ...groupsOf(tree.commands).map(
      ([name, text]) =>
        `complete -c dockcfg -f -n __fish_use_subcommand -a ${name} -d ${quote(text)}`,
    ),
    ...tree.commands.flatMap(commandLines),
  ];
  return `${lines.join('\n')}\n`;
}

/** First words with their texts; a group such as `ca` lists what is under it. */
function groupsOf(commands: readonly CompletedCommand[]): readonly (readonly [string, string])[] {
  const groups = new Map<string, string>();
  for (const { name, text } of commands) {
    const [first = '', second] = name.split(' ');
    const before = groups.get(first);
    groups.set(first, second ? [...(before ? [before] : []), second].join(', ') : text);
  }
  return [...groups];
}

function commandLines(command: CompletedCommand): string[] {
  const [first = '', second] = command.name.split(' ');
  const where = `__fish_seen_subcommand_from ${second ?? first}`;
  const lines = command.options.map((option) => optionLine(option, where));
  if (second) {
    const under = `__fish_seen_subcommand_from ${first}`;
    lines.push(`complete -c dockcfg -f -n ${quote(under)} -a ${second} -d ${quote(command.text)}`);
  }
  if (command.words.length > 0) {
    lines.push(`complete -c dockcfg -f -n ${quote(where)} -a ${quote(command.words.join(' '))}`);
  }
  if (command.files) lines.push(`complete -c dockcfg -F -n ${quote(where)}`);
  return lines;
}

function optionLine(option: CompletedOption, where: string | null): string {
  const takes = {
    nothing: '',
    anything: ' -x',
    words: ` -x -a ${quote(option.words.join(' '))}`,
    file: ' -r -F',
    folder: " -x -a '(__fish_complete_directories)'",
  }[option.takes];
  const condition = where === null ? '' : ` -n ${quote(where)}`;
  return `complete -c dockcfg${condition} -l ${option.name}${takes} -d ${quote(option.text)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
