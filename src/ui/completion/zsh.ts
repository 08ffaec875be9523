import type { CompletedCommand, CompletedOption, CompletionTree } from './tree.ts';

/** A completion function for zsh; as a file named `_dockcfg` in $fpath, or sourced. */
export function zsh(tree: CompletionTree): string {
  const groups = Map.groupBy(
    tree.commands.filter(({ name }) => name.includes(' ')),
    ({ name }) => name.split(' ')[0] ?? '',
  );
  return `#compdef dockcfg
_dockcfg() {
  local -a commands below globals
  local command="" i
  commands=(
    ${[...singles(tree), ...[...groups].map(groupLine)].join('\n    ')}
  )
  globals=(
    ${tree.globals.map(argument).join('\n    ')}
  )
  for ((i = 2; i < CURRENT; i++)); do
    [[ \${words[i]} == -* ]] || command="\${command:+$command }\${words[i]}"
  done
  case "$command" in
${[...tree.commands.map(commandCase), ...[...groups].map(groupCase)].join('\n')}
    *) _arguments -s $globals '*:command:{ _describe command commands }' ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _dockcfg "$@"; else compdef _dockcfg dockcfg; fi
`;
}

type Group = readonly [name: string, commands: readonly CompletedCommand[]];

function singles({ commands }: CompletionTree): readonly string[] {
  return commands
    .filter(({ name }) => !name.includes(' '))
    .map(({ name, text }) => quote(`${escaped(name)}:${text}`));
}

/** A word that does nothing by itself: what can follow it stands in place of a description. */
function groupLine([name, commands]: Group): string {
  return quote(`${name}:${commands.map((each) => lastWord(each)).join(', ')}`);
}

function groupCase([name, commands]: Group): string {
  const below = commands.map((each) => quote(`${lastWord(each)}:${each.text}`));
  return `    ${quote(name)})
      below=(${below.join(' ')})
      _arguments -s $globals '*:command:{ _describe command below }' ;;`;
}

function lastWord({ name }: CompletedCommand): string {
  return name.split(' ').at(-1) ?? name;
}

function commandCase(command: CompletedCommand): string {
  const lines = command.options.map(argument);
  if (command.words.length > 0) lines.push(quote(`*:operand:(${command.words.join(' ')})`));
  else if (command.files) lines.push("'*:profile:_files'");
  // Without it, zsh takes the command itself for one word too many, and completes nothing.
  else lines.push("'*:operand:'");
  const all = ['$globals', ...lines].join(' \\\n        ');
  return `    ${quote(command.name)}|${quote(`${command.name} `)}*)
      _arguments -s ${all} ;;`;
}

function argument(option: CompletedOption): string {
  const values = {
    nothing: '',
    anything: ':value:',
    words: `:value:(${option.words.join(' ')})`,
    file: ':file:_files',
    folder: ':folder:_files -/',
  }[option.takes];
  return quote(`*--${option.name}[${escaped(option.text)}]${values}`);
}

/** Brackets and colons part the fields of a specification. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
