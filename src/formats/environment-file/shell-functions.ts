import type { Command } from './shell-commands.ts';

/** A shell's function where it is defined. */
export interface Definition {
  readonly name: string;
  readonly body: readonly Command[];
  /** index of the command with its closing brace */
  readonly last: number;
}

/** The function that a command begins to define, if it does: `name() { … }` and `function name { … }`, on one line or several. */
export function functionAt(commands: readonly Command[], at: number): Definition | null {
  const head = commands[at]?.words ?? [];
  const spelt = head
    .slice(0, 3)
    .map(({ raw }) => raw)
    .join(' ');
  const [whole = '', first, second] =
    /^(?:function ([\w.-]+)(?: ?\(\))?|([\w.-]+) ?\(\))(?= |$)/.exec(spelt) ?? [];
  const name = first ?? second;
  if (name === undefined) return null;
  const behind = head.slice(whole.split(' ').length);
  const opening = behind.length > 0 ? behind : (commands[at + 1]?.words ?? []);
  if (opening[0]?.raw !== '{') return null;
  const from = behind.length > 0 ? at : at + 1;
  const last = closingBrace(commands, from);
  if (last < 0) return null;
  const start = { guarded: false, words: opening.slice(1) };
  return { name, body: [start, ...commands.slice(from + 1, last)], last };
}

function closingBrace(commands: readonly Command[], from: number): number {
  let depth = 0;
  for (let at = from; at < commands.length; at += 1) {
    const words = commands[at]?.words ?? [];
    if (words.some(({ raw }) => raw === '{')) depth += 1;
    if (words[0]?.raw === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
