/** The dockcfg command lines that a page shows in its blocks. */
import type { Fence, MarkdownFile } from './markdown-file.ts';

export interface CommandLine {
  /** after `dockcfg`, words as the shell would make them */
  readonly argv: readonly string[];
  /** the file that its output is sent to */
  readonly into: string | null;
  /** the line as it is written */
  readonly text: string;
  readonly fence: Fence;
}

/** Blocks that are typed into a shell; `console` ones show a prompt before what is typed. */
const shellLanguages = ['sh', 'bash', 'console'];

export function commandLines({ fences }: Pick<MarkdownFile, 'fences'>): readonly CommandLine[] {
  return fences.flatMap((fence) => (shellLanguages.includes(fence.language) ? linesOf(fence) : []));
}

function linesOf(fence: Fence): readonly CommandLine[] {
  const joined = fence.text.replace(/\\\n\s*/g, '');
  return joined.split('\n').flatMap((line) => {
    const typed = fence.language === 'console' ? (/^[$#] (.*)$/.exec(line)?.[1] ?? '') : line;
    return simpleCommands(typed).flatMap(({ words, into }) => {
      const argv = afterName(words);
      return argv === null ? [] : [{ argv, into, text: typed, fence }];
    });
  });
}

/** The words behind `dockcfg`, whoever runs it and whatever variables are set for it. */
function afterName(words: readonly string[]): readonly string[] | null {
  const start = words.findIndex((word) => word !== 'sudo' && !/^\w+=/.test(word));
  return words[start] === 'dockcfg' ? words.slice(start + 1) : null;
}

/** One command of a shell line, without its redirections. */
export interface SimpleCommand {
  readonly words: readonly string[];
  readonly into: string | null;
}

/**
 * A shell line as its simple commands: split at `|`, `&&`, `;`, comments cut off. Substitutions are
 * kept as they are written.
 */
export function simpleCommands(line: string): readonly SimpleCommand[] {
  const tokens = line.match(/\s+|&&|\|\||[|;]|\d?[<>]+&?\d?|(?:'[^']*'|"[^"]*"|[^\s|;<>&'"])+|&/g);
  const commands: { words: string[]; into: string | null }[] = [{ words: [], into: null }];
  let redirection = '';
  for (const token of tokens ?? []) {
    const command = commands.at(-1);
    if (token.startsWith('#') || !command) break;
    if (/^\s+$/.test(token)) continue;
    if (/^(&&|\|\||[|;&])$/.test(token)) commands.push({ words: [], into: null });
    else if (/^\d?[<>]/.test(token)) redirection = /&\d$/.test(token) ? '' : token;
    else if (redirection !== '') {
      if (/^1?>+$/.test(redirection)) command.into = token;
      redirection = '';
    } else command.words.push(token.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
  }
  return commands.filter(({ words }) => words.length > 0);
}
