import type { Origin } from '../../domain/facts.ts';
import { resolveSpecifiers } from './specifiers.ts';
import { splitWords } from './words.ts';

/** One command of ExecStart=, its variables not expanded yet. */
export interface Command {
  readonly program: string;
  /** the prefix characters: `-` ignore failure, `@` argv[0] given, `:` no variables, `+` `!` */
  readonly prefix: string;
  /** argv[0] first */
  readonly words: readonly string[];
  readonly origin: Origin;
}

/** An argument as the program gets it. */
export interface Argument {
  readonly text: string;
  /** the unit file, or the place that sets the variable it comes from */
  readonly origin: Origin;
  /** the variable it comes from, e.g. `OPTIONS` */
  readonly variable: string | null;
}

/**
 * The commands of one ExecStart= value; none where systemd would ignore it.
 * Source: systemd src/core/load-fragment.c (config_parse_exec).
 */
export function commandsIn(value: string, unitName: string, origin: Origin): Command[] {
  const { words, fault } = splitWords(value, 'command');
  if (fault) return [];
  const commands: string[][] = [[]];
  for (const word of words) {
    const raw = value.slice(word.start, word.end);
    if (raw === ';') commands.push([]);
    else commands.at(-1)?.push(raw === '\\;' ? ';' : specified(word.text, unitName));
  }
  return commands.flatMap((list) => {
    const [first = '', ...rest] = list;
    const prefix = /^[-@:+!|]*/.exec(first)?.[0] ?? '';
    const program = first.slice(prefix.length);
    if (program === '') return [];
    const argv = prefix.includes('@') ? rest : [program, ...rest];
    return [{ program, prefix, words: argv, origin }];
  });
}

function specified(word: string, unitName: string): string {
  const resolved = resolveSpecifiers(word, unitName);
  return resolved.kind === 'text' ? resolved.text : word;
}

type Variables = ReadonlyMap<string, { readonly value: string; readonly origin: Origin }>;

/**
 * The arguments after expansion: a word `$VAR` becomes the words of the variable, `${VAR}` is
 * replaced inside a word, `$$` is a dollar; a `$VAR` inside a longer word stays as it is. A word
 * that holds more than its variable is the command's own: there it can be changed.
 * Source: systemd src/basic/env-util.c (replace_env_argv, replace_env).
 */
export function expandCommand(command: Command, environment: Variables): Argument[] {
  return command.words.flatMap((word, at) => {
    const plain = { text: word, origin: command.origin, variable: null };
    if (command.prefix.includes(':') || at === 0) return [plain];
    if (/^\$(?![{$])/.test(word)) {
      const variable = word.slice(1);
      const set = environment.get(variable);
      const { words } = splitWords(set?.value ?? '', 'variable');
      return words.map(({ text }) => ({ text, origin: set?.origin ?? command.origin, variable }));
    }
    return [within(plain, environment)];
  });
}

function within(plain: Argument, environment: Variables): Argument {
  const text = plain.text.replace(/\$\$|\$\{([^}]*)\}/g, (found, name: string | undefined) =>
    found === '$$' ? '$' : (environment.get(name ?? '')?.value ?? ''),
  );
  const alone = /^\$\{([^}]*)\}$/.exec(plain.text)?.[1];
  const set = environment.get(alone ?? '');
  return set && alone ? { text, origin: set.origin, variable: alone } : { ...plain, text };
}
