import type { CompletedCommand, CompletedOption, CompletionTree } from './tree.ts';

/** A completion function for bash 3.2 and newer; it needs no bash-completion package. */
export function bash(tree: CompletionTree): string {
  const all = [...tree.globals, ...tree.commands.flatMap((command) => command.options)];
  const names = tree.commands.map((command) => command.name.split(' ')[0] ?? '');
  return `# bash completion for dockcfg
_dockcfg() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  local words="" i command=""
  COMPREPLY=()
  case "$prev" in
${valueCases(all)}
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      -*) ;;
      *) command="\${command:+$command }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$command" in
${tree.commands.map(commandCase).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    words="$words ${flags(tree.globals)} --help"
  elif [[ -z $command ]]; then
    words="${[...new Set(names)].join(' ')} help"
  fi
  COMPREPLY+=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _dockcfg dockcfg
`;
}

function valueCases(options: readonly CompletedOption[]): string {
  const once = [...new Map(options.map((option) => [option.name, option])).values()];
  return once
    .filter((option) => option.takes !== 'nothing')
    .map((option) => `    --${option.name}) ${valueReply(option)} ;;`)
    .join('\n');
}

function valueReply(option: CompletedOption): string {
  if (option.takes === 'words') {
    return `COMPREPLY=($(compgen -W "${option.words.join(' ')}" -- "$cur")); return`;
  }
  if (option.takes === 'folder') return 'COMPREPLY=($(compgen -d -- "$cur")); return';
  return option.takes === 'file' ? 'COMPREPLY=($(compgen -f -- "$cur")); return' : 'return';
}

function commandCase({ name, options, words }: CompletedCommand): string {
  return `    "${name}"|"${name} "*)
      if [[ $cur == -* ]]; then words="${flags(options)}"; else words="${words.join(' ')}"; fi ;;`;
}

function flags(options: readonly CompletedOption[]): string {
  return options.map((option) => `--${option.name}`).join(' ');
}
