import { Failure } from '../../domain/failure.ts';
import { say } from '../words/index.ts';
import { parseDuration } from './duration.ts';
import type { Environment } from './language.ts';
import type { OptionName, OptionSpec } from './option.ts';
import { variableOf } from './option.ts';
import { nearest } from './suggest.ts';

/** Where a value was given; a password may come by the environment, never by a flag. */
export type OptionSource = 'flag' | 'environment';

export interface OptionValue {
  readonly values: readonly string[];
  readonly source: OptionSource;
}

/** The options of one run: flags first, then the environment. All values have been checked. */
export class Options {
  readonly #given: ReadonlyMap<string, OptionValue>;

  constructor(given: ReadonlyMap<string, OptionValue>) {
    this.#given = given;
  }

  /** The same with one more flag, as if it had been given. */
  withFlag(name: OptionName): Options {
    return new Options(new Map([...this.#given, [name, { values: ['true'], source: 'flag' }]]));
  }

  flag(name: OptionName): boolean {
    return this.#given.get(name)?.values[0] === 'true';
  }

  text(name: OptionName): string | null {
    return this.#given.get(name)?.values.at(-1) ?? null;
  }

  list(name: OptionName): readonly string[] {
    return this.#given.get(name)?.values ?? [];
  }

  /** milliseconds */
  duration(name: OptionName): number | null {
    const text = this.text(name);
    return text === null ? null : parseDuration(text);
  }

  /** The value of an option that is not in the tables here: a wish from the field table. */
  wish(name: string): OptionValue | null {
    return this.#given.get(name) ?? null;
  }
}

/**
 * Puts flags and environment together. A flag beats its variable, and an empty variable counts as
 * absent. A list in a variable is separated by white space.
 * @throws Failure usage when a value is not one that the option takes
 */
export function readOptions(
  specs: ReadonlyMap<string, OptionSpec>,
  flags: ReadonlyMap<string, readonly string[]>,
  env: Environment,
): Options {
  const given = new Map<string, OptionValue>();
  for (const [name, spec] of specs) {
    const value = fromFlags(flags.get(name)) ?? fromEnvironment(name, spec, env);
    if (value === null) continue;
    for (const each of value.values)
      check(value.source === 'flag' ? `--${name}` : variableOf(name), spec, each);
    given.set(name, value);
  }
  return new Options(given);
}

function fromFlags(values: readonly string[] | undefined): OptionValue | null {
  return values === undefined ? null : { values, source: 'flag' };
}

function fromEnvironment(name: string, spec: OptionSpec, env: Environment): OptionValue | null {
  const text = env[variableOf(name)]?.trim() ?? '';
  if (text === '') return null;
  if (spec.kind === 'list') return { values: text.split(/\s+/), source: 'environment' };
  if (spec.kind !== 'flag') return { values: [text], source: 'environment' };
  return { values: [truth(variableOf(name), text)], source: 'environment' };
}

function truth(variable: string, text: string): string {
  if (/^(1|true|yes|on)$/i.test(text)) return 'true';
  if (/^(0|false|no|off)$/i.test(text)) return 'false';
  throw new Failure(
    'usage',
    say((words) => words.usage.notTruth(variable, text)),
  );
}

function check(label: string, spec: OptionSpec, value: string): void {
  if (spec.kind === 'duration' && parseDuration(value) === null) {
    throw new Failure(
      'usage',
      say((words) => words.usage.notDuration(label, value)),
    );
  }
  const choices = spec.choices ?? [];
  if (spec.kind === 'choice' && !choices.includes(value)) {
    const meant = nearest(value, choices);
    throw new Failure(
      'usage',
      say((words) => words.usage.notChoice(label, value, choices, meant)),
    );
  }
}
