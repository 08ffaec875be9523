import { type EngineKey, engineKeys } from '../domain/engine-keys.ts';
import { isFlagName } from '../domain/flag-check.ts';
import { type Splitting, splitWords, type Word } from './systemd/words.ts';
import type { Splice } from './text.ts';

/** One flag of dockerd with its place in the value. */
export interface Flag {
  /** the long name without dashes, e.g. `registry-mirror` for whatever spelling */
  readonly name: string;
  /** null for a switch that is given without a value */
  readonly value: string | null;
  /** as it is written, up to the value: `--registry-mirror=`, `-H ` */
  readonly spelling: string;
  readonly start: number;
  readonly end: number;
  /** what is known of it: since when it is gone, and what took its place */
  readonly key: EngineKey | null;
}

/** A word that dockerd does not take for a flag; it refuses to start with one. */
export interface Stray {
  readonly kind:
    | 'damaged-dash'
    | 'odd-space'
    | 'typographic-quotes'
    | 'one-dash'
    | 'variable'
    | 'word';
  readonly text: string;
  /** what was meant, for damage by copy and paste */
  readonly meant: string | null;
  readonly start: number;
  readonly end: number;
}

export interface Flags {
  readonly flags: readonly Flag[];
  readonly strays: readonly Stray[];
}

/**
 * Reads dockerd's flags out of a value such as that of OPTIONS or DOCKER_OPTS.
 * @param how `variable`: as systemd splits `$OPTIONS`; `command`: as it splits ExecStart=
 * Source: spf13/pflag flag.go (parseLongArg, parseSingleShortArg).
 */
export function parseFlags(value: string, how: Splitting = 'variable'): Flags {
  const { words } = splitWords(value, how);
  const flags: Flag[] = [];
  const strays: Stray[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word) break;
    const damage = strayIn(word);
    const read = damage ? null : flagsIn(word, words[at + 1]);
    if (!read) strays.push(damage ?? { ...word, kind: 'word', meant: null });
    else {
      flags.push(...read.flags.map((flag) => ({ ...flag, key: keyOf(flag.name) })));
      at += read.words - 1;
    }
  }
  return { flags, strays };
}

export interface FlagValues {
  /** without dashes */
  readonly name: string;
  /** exactly these, in this order; empty removes the flag */
  readonly values: readonly string[];
}

/**
 * What to change for a flag to hold exactly these values: flags that say one of them stay, new ones
 * stand behind them in the same spelling.
 * @param how as for parseFlags
 */
export function flagSplices(
  value: string,
  { name, values }: FlagValues,
  how: Splitting = 'variable',
): Splice[] {
  const wanted = how === 'command' ? values.map(doubled) : values;
  const here = parseFlags(value, how).flags.filter((flag) => flag.name === name);
  const kept = here.filter((flag) => wanted.includes(flag.value ?? 'true'));
  const order = kept.map((flag) => flag.value ?? 'true');
  const isPrefix = order.every((one, at) => one === wanted[at]);
  if (!isPrefix && here.length === wanted.length) {
    return here.flatMap((flag, at) => replaced(flag, wanted[at] ?? '', name));
  }
  const stays = isPrefix ? kept : [];
  const gone = here.filter((flag) => !stays.includes(flag));
  const added = wanted.slice(stays.length);
  const [first, ...rest] = gone;
  const written = added.map((one) => spelled(one, name, here[0]));
  const removals = (flags: readonly Flag[]) => flags.map((flag) => removal(value, flag, gone));
  if (added.length === 0) return removals(gone);
  const anchor = stays.at(-1);
  if (!anchor && first) {
    const replaced = { start: first.start, end: first.end, text: written.join(' ') };
    return [replaced, ...removals(rest)];
  }
  const at = anchor?.end ?? value.trimEnd().length;
  const gap = at === 0 ? '' : ' ';
  const insertion = { start: at, end: at, text: gap + written.join(' ') };
  return [insertion, ...removals(gone)];
}

/** One flag with another value; nothing where it has it already. */
function replaced(flag: Flag, value: string, name: string): Splice[] {
  if ((flag.value ?? 'true') === value) return [];
  return [{ start: flag.start, end: flag.end, text: spelled(value, name, flag) }];
}

/** In a command `%` and `$` stand doubled for themselves (man 5 systemd.service, systemd.unit). */
function doubled(value: string): string {
  return value.replace(/[%$]/g, '$&$&');
}

type Read = { readonly flags: readonly Omit<Flag, 'key'>[]; readonly words: number };

function flagsIn(word: Word, next: Word | undefined): Read | null {
  if (/^--[A-Za-z0-9]/.test(word.text)) return long(word, next);
  return /^-[A-Za-z]/.test(word.text) ? short(word, next) : null;
}

function long(word: Word, next: Word | undefined): Read {
  const [, name = '', equals, value = ''] = /^--([^=]*)(=?)([\s\S]*)$/.exec(word.text) ?? [];
  if (equals) {
    return { flags: [{ ...place(word), name, value, spelling: `--${name}=` }], words: 1 };
  }
  return withNext({ word, next, name, spelling: `--${name}` });
}

/** One letter: `-D`, `-Hfd://`, `-H=fd://`, `-H fd://`; switches can stand together: `-Dl debug`. */
function short(word: Word, next: Word | undefined): Read {
  const letters = [...word.text.slice(1)];
  const valued = letters.findIndex((letter) => !isSwitch(nameOf(letter)));
  const switches = (valued < 0 ? letters : letters.slice(0, valued)).map((letter, at) => {
    const start = word.start + 1 + at;
    const span = letters.length === 1 ? place(word) : { start, end: start + 1 };
    return { ...span, name: nameOf(letter), value: null, spelling: `-${letter}` };
  });
  if (valued < 0) return { flags: switches, words: 1 };
  const read = withValue(word, valued, next);
  return { ...read, flags: [...switches, ...read.flags] };
}

function withValue(word: Word, at: number, next: Word | undefined): Read {
  const letter = word.text[1 + at] ?? '';
  const name = nameOf(letter);
  const start = at === 0 ? word.start : word.start + 1 + at;
  const attached = word.text.slice(2 + at);
  if (attached === '') {
    return withNext({ word: { ...word, start }, next, name, spelling: `-${letter}` });
  }
  const value = attached.replace(/^=/, '');
  const spelling = `-${letter}${value === attached ? '' : '='}`;
  return { flags: [{ start, end: word.end, name, value, spelling }], words: 1 };
}

function withNext(from: {
  word: Word;
  next: Word | undefined;
  name: string;
  spelling: string;
}): Read {
  const { word, next, name, spelling } = from;
  const alone = isSwitch(name) || !next;
  if (alone) return { flags: [{ ...place(word), name, value: null, spelling }], words: 1 };
  const span = { start: word.start, end: next.end };
  return { flags: [{ ...span, name, value: next.text, spelling: `${spelling} ` }], words: 2 };
}

function place({ start, end }: Word) {
  return { start, end };
}

function keyOf(name: string): EngineKey | null {
  return engineKeys.find((key) => (key.flag === undefined ? key.key : key.flag) === name) ?? null;
}

function nameOf(letter: string): string {
  const key = engineKeys.find((one) => one.short === letter);
  return key?.flag ?? key?.key ?? oldLetters.get(letter) ?? letter;
}

const oldLetters = new Map([
  ['d', 'daemon'],
  ['e', 'exec-driver'],
  ['h', 'help'],
  ['v', 'version'],
]);

/** Switches take no value from the next word. */
function isSwitch(name: string): boolean {
  return otherSwitches.has(name) || keyOf(name)?.type === 'boolean';
}

/** `validate`, `help` and `version` are no keys; `daemon` left with 17.x. */
const otherSwitches = new Set(['validate', 'help', 'version', 'daemon']);

function strayIn(word: Word): Stray | null {
  const { text } = word;
  const dash = /^[-‐-―−﹣－]*[‐-―−﹣－][-‐-―−﹣－]*/.exec(text);
  if (dash) {
    const rest = plainSpaces(text.slice(dash[0].length));
    return { ...word, kind: 'damaged-dash', meant: (/^.(?:=|$)/.test(rest) ? '-' : '--') + rest };
  }
  if (/[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/.test(text)) {
    return { ...word, kind: 'odd-space', meant: plainSpaces(text) };
  }
  if (/[“”‘’]/.test(text)) {
    return { ...word, kind: 'typographic-quotes', meant: text.replace(/[“”‘’]/g, '') };
  }
  const name = /^-([a-z][a-z0-9-]+)(?==|$)/.exec(text)?.[1];
  if (name !== undefined && isFlagName(name)) {
    return { ...word, kind: 'one-dash', meant: `-${text}` };
  }
  return text.startsWith('$') ? { ...word, kind: 'variable', meant: null } : null;
}

function plainSpaces(text: string): string {
  return text.replace(/[\u200b\ufeff]/g, '').replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ');
}

function spelled(value: string, name: string, like: Flag | undefined): string {
  const written = /[\s"'\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
  const isBare = keyOf(name)?.type === 'boolean' && value === 'true';
  if (isBare) return like?.value === null ? like.spelling : `--${name}`;
  return (like && like.value !== null ? like.spelling : `--${name}=`) + written;
}

/**
 * A flag with the white space behind it; or before it, where nothing else follows, or where one
 * space stands there alone, as this file puts it: what is behind was there before the flag.
 * @param gone all flags that go, of which this is one
 */
function removal(value: string, flag: Flag, gone: readonly Flag[]): Splice {
  const { start, end } = flag;
  if (start > 0 && !/\s/.test(value[start - 1] ?? '')) return { start, end, text: '' };
  const first = firstOf(value, flag, gone);
  const last = lastOf(value, flag, gone);
  const before = blanksBefore(value, first.start);
  const after = blanksBehind(value, last.end);
  const isLed = before !== '' && before.length < first.start;
  const isLast = last.end + after.length === value.length;
  const isAppended = before === ' ' && after !== ' ';
  return isLed && (isLast || isAppended)
    ? { start: start - blanksBefore(value, start).length, end, text: '' }
    : { start, end: end + blanksBehind(value, end).length, text: '' };
}

/** The first of the flags that go together with one, with nothing but white space between them. */
function firstOf(value: string, flag: Flag, gone: readonly Flag[]): Flag {
  const end = flag.start - blanksBefore(value, flag.start).length;
  const previous = gone.find((each) => each.end === end && each !== flag);
  return previous ? firstOf(value, previous, gone) : flag;
}

/** The last of them. */
function lastOf(value: string, flag: Flag, gone: readonly Flag[]): Flag {
  const start = flag.end + blanksBehind(value, flag.end).length;
  const next = gone.find((each) => each.start === start && each !== flag);
  return next ? lastOf(value, next, gone) : flag;
}

function blanksBefore(value: string, offset: number): string {
  return /\s*$/.exec(value.slice(0, offset))?.[0] ?? '';
}

function blanksBehind(value: string, offset: number): string {
  return /^\s*/.exec(value.slice(offset))?.[0] ?? '';
}
