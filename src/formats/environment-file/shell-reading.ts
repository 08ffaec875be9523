import { type Command, commandsOf, type RawWord } from './shell-commands.ts';
import {
  type Characters,
  expand,
  joined,
  type Lookup,
  noCharacters,
  TooLong,
} from './shell-expand.ts';
import { functionAt } from './shell-functions.ts';
import type { Reading } from './systemd-reading.ts';

/** An assignment as a shell that sources the file takes it: the value is what the name then has. */
export interface ShellReading extends Reading {
  readonly exported: boolean;
  /** inside if, case, a loop or a function: whether it happens cannot be told from the file */
  readonly conditional: boolean;
  /** holds `$…` or a command of which nothing is known: that stands as it is written */
  readonly dynamic: boolean;
  /** only a part of the value is written here: `NAME+=…`, `NAME="$NAME …"` */
  readonly composed: boolean;
}

/** `NAME+=value` is an assignment to bash and its like; to dash and busybox a command nobody has. */
export type Dialect = 'shell' | 'bash';

/**
 * The assignments of a shell fragment such as /etc/sysconfig/docker or /etc/conf.d/docker, in the
 * order in which they happen: `NAME=value`, `NAME+=value`, several on a line, `export NAME=value`,
 * and what a function assigns when it is called. Names assigned before are expanded, and an unknown
 * name stands as it is written, except in its own value, where it is empty. Assignments in front of
 * a command only hold for that command and are left out. Everything else is passed over.
 * A carriage return belongs to the value, as it does for a shell.
 */
export function shellReadings(text: string, dialect: Dialect): ShellReadings {
  const shell = new Shell(text, dialect);
  try {
    shell.run(commandsOf(text), { conditional: false, parameters: null, depth: 0 });
  } catch (thrown) {
    if (!(thrown instanceof TooLong)) throw thrown;
  }
  return shell;
}

/** A command that is no assignment, its words expanded. */
export interface SimpleCommand {
  readonly words: readonly ExpandedWord[];
  readonly conditional: boolean;
  /** variables that the script assigns and hands on to what it starts, as they are at this command */
  readonly exported: readonly ShellReading[];
}

export interface ExpandedWord extends Characters {
  readonly raw: string;
  readonly start: number;
}

/** What a script is started with. */
export interface Start {
  readonly variables: ReadonlyMap<string, string>;
  readonly parameters: readonly string[];
}

/** The commands that a script runs, as far as its text tells; what decides between them is not known. */
export function shellCommandsRun(text: string, start: Start): readonly SimpleCommand[] {
  const shell = new Shell(text, 'bash');
  const given = (value: string): Characters => {
    return { value, offsets: [...value].map(() => -1), dynamic: false };
  };
  for (const [name, value] of start.variables) shell.given.set(name, given(value));
  const parameters = start.parameters.map(given);
  try {
    shell.run(commandsOf(text), { conditional: false, parameters, depth: 0 });
  } catch (thrown) {
    if (!(thrown instanceof TooLong)) throw thrown;
  }
  return shell.commands;
}

export interface ShellReadings {
  readonly readings: readonly ShellReading[];
  /** what the shell ends up with, by name */
  readonly values: ReadonlyMap<string, ShellReading>;
}

const openers = new Set(['if', 'for', 'while', 'until', 'case', '{']);
const closers = new Set(['fi', 'done', 'esac', '}']);
const keywords = new Set(['then', 'else', 'do', '{']);
const declarations = new Set(['export', 'readonly', 'declare', 'typeset']);

/** Functions that call each other without an end are left after so many commands and calls. */
const mostCommands = 10_000;
const mostCalls = 50;
/** Nor is more than this composed out of what was assigned before. */
const mostComposed = 1_000_000;

interface Frame {
  readonly conditional: boolean;
  /** of the function that runs; null outside of one */
  readonly parameters: readonly Characters[] | null;
  readonly depth: number;
}

class Shell implements ShellReadings {
  readonly readings: ShellReading[] = [];
  readonly values = new Map<string, ShellReading>();
  readonly commands: SimpleCommand[] = [];
  /** variables from outside; what the text assigns comes first */
  readonly given = new Map<string, Characters>();
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #exports = new Set<string>();
  readonly #functions = new Map<string, readonly Command[]>();
  #done = 0;
  #composed = 0;

  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  run(commands: readonly Command[], frame: Frame): void {
    let depth = 0;
    for (let at = 0; at < commands.length; at += 1) {
      this.#done += 1;
      const command = commands[at];
      if (!command || this.#done > mostCommands) return;
      const defined = functionAt(commands, at);
      if (defined) {
        this.#functions.set(defined.name, defined.body);
        at = defined.last;
        continue;
      }
      const first = command.words[0]?.raw ?? '';
      if (closers.has(first)) depth = Math.max(0, depth - 1);
      const words = command.words.slice(keywords.has(first) ? 1 : 0);
      const conditional = frame.conditional || command.guarded || depth > 0;
      this.#execute(words, { ...frame, conditional });
      if (openers.has(first)) depth += 1;
    }
  }

  #execute(words: readonly RawWord[], frame: Frame): void {
    const [first, ...others] = words;
    if (!first) return;
    const body = this.#functions.get(first.raw);
    if (body && frame.depth < mostCalls) {
      const parameters = others.map((word) => this.#expanded(word, null, frame));
      this.run(body, { ...frame, parameters, depth: frame.depth + 1 });
    } else if (first.raw === 'unset') {
      for (const { raw } of others) this.values.delete(raw);
    } else this.#assign(words, frame);
  }

  #assign(words: readonly RawWord[], frame: Frame): void {
    const declares = declarations.has(words[0]?.raw ?? '');
    const assignments = (declares ? words.slice(1) : words).filter((word) =>
      this.#isAssignment(word),
    );
    const isCommand = !declares && assignments.length !== words.length;
    if (words[0]?.raw === 'export') {
      for (const { raw } of words.slice(1)) this.#exports.add(raw.replace(/\+?=.*$/s, ''));
    }
    if (isCommand) this.#note(words, frame);
    for (const word of isCommand ? [] : assignments) {
      const exported = words[0]?.raw === 'export';
      const reading = { ...this.#reading(word, frame), exported, conditional: frame.conditional };
      this.values.set(reading.name, reading);
      this.readings.push(reading);
    }
  }

  #note(words: readonly RawWord[], frame: Frame): void {
    const expanded = words.map((word) => {
      const { value, offsets, dynamic } = this.#expanded(word, null, frame);
      return { ...word, value, offsets, dynamic };
    });
    const exported = [...this.values.values()].filter(({ name }) => this.#isExported(name));
    this.commands.push({ words: expanded, conditional: frame.conditional, exported });
  }

  /** What came from outside is handed on with the value that it gets here. */
  #isExported(name: string): boolean {
    return this.#exports.has(name) || this.given.has(name);
  }

  #isAssignment({ raw }: RawWord): boolean {
    return (this.#dialect === 'bash' ? /^[A-Za-z_]\w*\+?=/ : /^[A-Za-z_]\w*=/).test(raw);
  }

  #reading(word: RawWord, frame: Frame) {
    const [, name = '', plus = ''] = /^(\w+)(\+?)=/.exec(word.raw) ?? [];
    const start = word.start + name.length + plus.length + 1;
    const end = word.start + word.raw.length;
    const own = expand(this.#text, [start, end], this.#lookup(name, frame));
    const before = plus === '' ? noCharacters : (this.#known(name) ?? noCharacters);
    const { value, offsets, dynamic } = joined(before, own);
    const composed = plus !== '' || offsets.some((offset) => offset < start || offset >= end);
    this.#composed += composed ? value.length : 0;
    if (this.#composed > mostComposed) throw new TooLong();
    return { name, value, keyStart: word.start, start, end, offsets, dynamic, composed };
  }

  #expanded({ raw, start }: RawWord, own: string | null, frame: Frame): Characters {
    return expand(this.#text, [start, start + raw.length], this.#lookup(own, frame));
  }

  #lookup(own: string | null, { parameters }: Frame): Lookup {
    return (name) => {
      if (/^[\d@*]$/.test(name)) return parameters && positional(parameters, name);
      return this.#known(name) ?? (name === own ? noCharacters : null);
    };
  }

  #known(name: string): Characters | undefined {
    return this.values.get(name) ?? this.given.get(name);
  }
}

function positional(parameters: readonly Characters[], name: string): Characters | null {
  if (name === '0') return null;
  if (name !== '@' && name !== '*') return parameters[Number(name) - 1] ?? noCharacters;
  const [first = noCharacters, ...others] = parameters;
  return others.reduce((all, one) => joined(joined(all, blankBefore(one)), one), first);
}

function blankBefore({ offsets }: Characters): Characters {
  return { value: ' ', offsets: [(offsets[0] ?? 1) - 1], dynamic: false };
}
