import type { HostFacts } from '../domain/facts.ts';
import type { Dialect } from '../formats/environment-file/shell-reading.ts';
import { textOf } from './text.ts';

const shell = '/bin/sh';

/**
 * Which shell a host's init scripts are run by, as far as its files tell: `#!/bin/sh`, and what
 * that is a link to. Only ksh, zsh and bash read `NAME+=value`.
 * @param usual what it is where nobody has looked
 */
export function hostShell({ files }: Pick<HostFacts, 'files'>, usual: Dialect): Dialect {
  const real = files.get(shell)?.realPath ?? null;
  if (real === null) return usual;
  return /\/(?:bash|ksh\w*|zsh)$/.test(real) ? 'bash' : 'shell';
}

/** What to look at for that: only where a file is written in a way that shells differ about. */
export function shellPaths(facts: HostFacts, path: string): readonly string[] {
  return textOf(facts, path)?.includes('+=') ? [shell] : [];
}
