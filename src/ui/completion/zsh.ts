import type { CompletedCommand, CompletedOption, CompletionTree } from './tree.ts';

/** A completion function for zsh; as a file named `_dockcfg` in $fpath, or sourced. */
export function zsh(tree: CompletionTree): string {
  const commands = tree.commands.map(({ name, text }) => quote(`${escaped(name)}:${text}`));
  return `#compdef dockcfg
_dockcfg() {
  local -a commands globals
  local command="" i
  commands=(
    ${commands.join('\n    ')}
  )
  globals=(
    ${tree.globals.map(argument).join('\n    ')}
  )
  for ((i = 2; i < CURRENT; i++)); do
    [[ \${words[i]} == -* ]] || command="\${command:+$command }\${words[i]}"
  done
  case "$command" in
${tree.commands.map(commandCase).join('\n')}
    *) _arguments -s $globals '*:command:{ _describe command commands }' ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _dockcfg "$@"; else compdef _dockcfg dockcfg; fi
`;
}

function commandCase(command: CompletedCommand): string {
  const lines = command.options.map(argument);
  if (command.words.length > 0) lines.push(quote(`*:operand:(${command.words.join(' ')})`));
  else if (command.files) lines.push("'*:profile:_files'");
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
