import { type CommandSpec, optionsOf } from './command.ts';
import { commands } from './commands.ts';
import { helpTopic } from './help.ts';
import { commandOptions, globalOptions, type OptionSpec } from './option.ts';
import {
  missingOperand,
  missingValue,
  noSuchCommand,
  tooManyOperands,
  unknownOption,
  unwantedValue,
} from './usage.ts';
import { wishOptions } from './wishes.ts';

/** What was found on the command line; nothing has been run yet. */
export interface Asked {
  readonly spec: CommandSpec;
  readonly operands: readonly string[];
  /** by name without dashes, in the order given; `true` for one that takes no value */
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

/** An option as it was written. */
interface Given {
  /** with its dashes, without its value */
  readonly written: string;
  readonly value: string | undefined;
  /** the value is a word of its own: `--root /mnt` */
  readonly apart: boolean;
}

/**
 * Reads a command line: options may stand before and after the command, a value in the same word
 * (`--root=/mnt`) or in the next one, and after `--` everything is an operand.
 * @throws Failure usage
 */
export function parse(argv: readonly string[]): Asked {
  const topic = helpTopic(argv);
  if (topic !== null) throw noSuchCommand([topic]);
  const { words, given } = taken(argv);
  const spec = commandOf(words);
  if (!spec) throw unknownAnywhere(given) ?? noSuchCommand(words);
  const flags = flagsOf(spec, given);
  const operands = words.slice(spec.name.split(' ').length);
  checkNumber(spec, operands);
  return { spec, operands, flags };
}

interface Taken {
  readonly words: readonly string[];
  readonly given: readonly Given[];
}

/**
 * Takes a command line apart. An option that nobody knows is taken for one without a value. Node's
 * own `parseArgs` does the same, but is compiled anew in every start, which takes a twentieth of
 * it.
 */
function taken(argv: readonly string[]): Taken {
  const words: string[] = [];
  const given: Given[] = [];
  const valued = optionsWithValue(argv);
  const rest = argv.values();
  for (const word of rest) {
    if (word === '--') return { words: [...words, ...rest], given };
    if (!word.startsWith('-') || word === '-') words.push(word);
    else given.push(givenIn(word) ?? { written: word, ...valueAfter(word) });
  }
  return { words, given };

  function valueAfter(option: string): Pick<Given, 'value' | 'apart'> {
    const value = valued.has(option) ? rest.next().value : undefined;
    return { value, apart: value !== undefined };
  }
}

/** An option that is a word by itself: `--root=/mnt`; or `-r…`, which none of ours is. */
function givenIn(word: string): Given | null {
  if (!word.startsWith('--')) return { written: word.slice(0, 2), value: undefined, apart: false };
  const equals = word.indexOf('=', '--'.length + 1);
  if (equals === -1) return null;
  return { written: word.slice(0, equals), value: word.slice(equals + 1), apart: false };
}

/** Those that are there, with their dashes: of a hundred that could be. */
function optionsWithValue(argv: readonly string[]): ReadonlySet<string> {
  return new Set(
    everyOption()
      .filter(([name, { kind }]) => kind !== 'flag' && argv.includes(`--${name}`))
      .map(([name]) => `--${name}`),
  );
}

function everyOption(): readonly (readonly [string, OptionSpec])[] {
  return [
    ...Object.entries({ ...globalOptions, ...commandOptions }),
    ...wishOptions().map(([name, spec]) => [name, spec] as const),
  ];
}

function commandOf(words: readonly string[]): CommandSpec | undefined {
  const [first, second] = words;
  return commands.find(({ name }) => name === first || name === `${first} ${second}`);
}

/** Without a command, the first option that no command has is what went wrong. */
function unknownAnywhere(given: readonly Given[]): Error | null {
  const known = new Set(everyOption().map(([name]) => name));
  const odd = given.find(({ written }) => !known.has(nameOf(written)));
  return odd ? unknownOption(odd.written, [...known]) : null;
}

function flagsOf(
  spec: CommandSpec,
  given: readonly Given[],
): ReadonlyMap<string, readonly string[]> {
  const options = optionsOf(spec);
  const flags = new Map<string, string[]>();
  for (const { written, value, apart } of given) {
    const name = nameOf(written);
    const kind = options.get(name)?.kind;
    if (kind === undefined) throw unknownOption(written, [...options.keys(), 'help', 'version']);
    if (kind === 'flag' && value !== undefined) throw unwantedValue(written);
    const isNext = apart && value?.startsWith('--') && options.has(nameOf(value));
    if (kind !== 'flag' && (value === undefined || isNext)) throw missingValue(written);
    flags.set(name, [...(flags.get(name) ?? []), value ?? 'true']);
  }
  return flags;
}

/** `--json` is `json`; `-j` stays as it is, and is no option's name. */
function nameOf(written: string): string {
  return written.replace(/^--/, '');
}

/** `<subject>` must be there, `[profile]` may be, `[target...]` may be several. */
function checkNumber(spec: CommandSpec, operands: readonly string[]): void {
  const places = spec.operands.split(' ').filter((place) => place !== '');
  const missing = places.slice(operands.length).find((place) => place.startsWith('<'));
  if (missing) throw missingOperand(missing.replace(/[<>.]/g, ''));
  const isOpen = places.at(-1)?.includes('...') ?? false;
  if (!isOpen && operands.length > places.length) throw tooManyOperands(spec.name);
}
