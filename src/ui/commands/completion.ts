import { Failure } from '../../domain/failure.ts';
import type { CommandAction } from '../cli/command.ts';
import { nearest } from '../cli/suggest.ts';
import { bash } from '../completion/bash.ts';
import { fish } from '../completion/fish.ts';
import { type CompletionTree, completionTree } from '../completion/tree.ts';
import { zsh } from '../completion/zsh.ts';
import { schemaNames } from '../schemas/names.ts';
import { say } from '../words/index.ts';

const shells: { readonly [shell: string]: (tree: CompletionTree) => string } = { bash, zsh, fish };

/** `dockcfg completion SHELL`: a script that the shell reads. */
export const completion: CommandAction = async ({ operands, terminal }) => {
  const [shell = ''] = operands;
  const write = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
  if (!write) {
    const known = Object.keys(shells);
    const meant = nearest(shell, known);
    throw new Failure(
      'usage',
      say((words) => words.usage.notChoice('SHELL', shell, known, meant)),
    );
  }
  const words = { shell: Object.keys(shells), name: schemaNames };
  terminal.result(write(completionTree(terminal, words)));
  return 'done';
};
