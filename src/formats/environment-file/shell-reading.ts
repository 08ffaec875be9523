import type { Reading } from './systemd-reading.ts';

/** An assignment as a shell that sources the file takes it. */
export interface ShellReading extends Reading {
  readonly exported: boolean;
  /** inside if, case, a loop or a function: whether it happens cannot be told from the file */
  readonly conditional: boolean;
  /** holds `$…` or a command: the value stands as it is written */
  readonly dynamic: boolean;
}

/**
 * The assignments of a shell fragment such as /etc/sysconfig/docker or /etc/conf.d/docker:
 * `NAME=value`, several on a line, `export NAME=value`. Assignments in front of a command only
 * hold for that command and are left out. Everything else is passed over.
 * A carriage return belongs to the value, as it does for a shell.
 */
export function shellReadings(text: string): ShellReading[] {
  const readings: ShellReading[] = [];
  let depth = 0;
  for (const { command, guarded } of commandsOf(text)) {
    const first = command[0]?.raw ?? '';
    if (closers.has(first)) depth = Math.max(0, depth - 1);
    const words = command.slice(keywords.has(first) ? 1 : 0);
    readings.push(...assignmentsIn(text, words, guarded || depth > 0));
    if (openers.has(first) || /\(\)$/.test(first) || command.at(-1)?.raw === '{') depth += 1;
  }
  return readings;
}

const openers = new Set(['if', 'for', 'while', 'until', 'case', '{']);
const closers = new Set(['fi', 'done', 'esac', '}']);
const keywords = new Set(['then', 'else', 'do', '{']);

interface RawWord {
  readonly raw: string;
  readonly start: number;
}

interface Command {
  readonly command: RawWord[];
  /** stands behind `&&` or `||` */
  readonly guarded: boolean;
}

/** Commands as lists of words, cut at line ends, `;`, `&` and `|`; comments left out. */
function commandsOf(text: string): Command[] {
  const commands: Command[] = [{ command: [], guarded: false }];
  for (let at = 0; at < text.length; ) {
    const c = text[at] ?? '';
    if (c === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) at += text[at + 1] === '\r' ? 3 : 2;
    else if (/[\n;&|]/.test(c)) {
      const guarded = /^(?:&&|\|\|)/.test(text.slice(at, at + 2));
      commands.push({ command: [], guarded });
      at += guarded ? 2 : 1;
    } else if (/[ \t]/.test(c)) at += 1;
    else if (c === '#') at += /^[^\n]*/.exec(text.slice(at))?.[0].length ?? 1;
    else {
      const end = wordEnd(text, at);
      commands.at(-1)?.command.push({ raw: text.slice(at, end), start: at });
      at = end;
    }
  }
  return commands.filter(({ command }) => command.length > 0);
}

/** Where a word ends: quotes, `$(…)` and backquotes belong to it with all they hold. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[ \t\n;&|]/.test(text[at] ?? '')) {
    const rest = text.slice(at);
    at += (piece.exec(rest)?.[0] ?? rest[0] ?? '').length;
  }
  return at;
}

const piece = /^(?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|`[^`]*`|\$\([^)]*\)|\$\{[^}]*\}|\\[\s\S])/;

function assignmentsIn(text: string, words: readonly RawWord[], conditional: boolean) {
  const exported = words[0]?.raw === 'export';
  const candidates = exported ? words.slice(1) : words;
  const assignments = candidates.filter((word) => /^[A-Za-z_]\w*=/.test(word.raw));
  if (!exported && assignments.length !== words.length) return [];
  return assignments.map((word) => ({ ...readingOf(text, word), exported, conditional }));
}

function readingOf(text: string, word: RawWord): Reading & { dynamic: boolean } {
  const equals = word.raw.indexOf('=');
  const start = word.start + equals + 1;
  const end = word.start + word.raw.length;
  const { value, offsets, dynamic } = unquoted(text, start, end);
  return {
    name: word.raw.slice(0, equals),
    value,
    keyStart: word.start,
    start,
    end,
    offsets,
    dynamic,
  };
}

/** Quote removal; expansions stay as they are written. */
function unquoted(text: string, start: number, end: number) {
  const value: string[] = [];
  const offsets: number[] = [];
  let quote = '';
  let dynamic = false;
  for (let at = start; at < end; at += 1) {
    const c = text[at] ?? '';
    const next = text[at + 1] ?? '';
    const isEscape = next !== '' && (quote === '' || '"\\`$\n'.includes(next));
    if (quote !== "'" && c === '\\' && isEscape) {
      at += 1;
      if (next === '\n') continue;
      value.push(next);
      offsets.push(at);
    } else if (c === quote) quote = '';
    else if (quote === '' && (c === "'" || c === '"')) quote = c;
    else {
      if (quote !== "'" && (c === '`' || (c === '$' && /[\w({]/.test(next)))) dynamic = true;
      value.push(c);
      offsets.push(at);
    }
  }
  return { value: value.join(''), offsets, dynamic };
}
