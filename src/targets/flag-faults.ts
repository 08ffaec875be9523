import type { HostFacts } from '../domain/facts.ts';
import { checkFlag } from '../domain/flag-check.ts';
import type { Said } from '../domain/said.ts';
import { flagWords } from '../domain/words-keys.ts';
import { type Flag, parseFlags, type Stray } from '../formats/flags.ts';
import { engineAt } from '../formats/start-script.ts';
import { splitWords } from '../formats/systemd/words.ts';
import type { Splice } from '../formats/text.ts';
import { said } from './words.ts';

/** A word with which the engine does not start. */
export interface FlagFault {
  readonly problem: Said;
  /** how it is put right; null where what was meant is unclear */
  readonly splice: Splice | null;
  /** what is meant exempts a registry from checks */
  readonly loosens: boolean;
}

type Judged = Pick<HostFacts, 'engine' | 'process' | 'unit'>;

/** The faults in the value of a variable that holds flags for the engine. */
export function faultsInVariable(value: string, facts: Judged): readonly FlagFault[] {
  const { flags, strays } = parseFlags(value);
  return [
    ...strays.flatMap(pasted),
    // what a script hands on as the value of a flag is no word of its own
    ...(facts.unit?.starter ? [] : strays.flatMap(inVariableOnly)),
    ...(facts.unit?.starter ? [] : flags.flatMap((flag) => flagFault(flag, facts))),
  ];
}

/**
 * The faults in a command of ExecStart=. Only what stands behind the engine's name is a flag of
 * its own; another program's are not known here.
 */
export function faultsInCommand(value: string, facts: Judged): readonly FlagFault[] {
  const { words } = splitWords(value, 'command');
  const at = engineAt(words.map(({ text }) => text));
  const start = words[at]?.end ?? 0;
  const next = words.find((word) => word.start >= start && word.text === ';')?.start;
  const { flags, strays } = parseFlags(value.slice(start, next), 'command');
  const faults = [
    ...strays.flatMap(pasted),
    ...(at < 0 ? [] : flags.flatMap((flag) => flagFault(flag, facts))),
  ];
  return faults.map((fault) => ({ ...fault, splice: fault.splice && moved(fault.splice, start) }));
}

/** The fault in a flag that a program between the service and the engine spells. */
export function faultInName(name: string, facts: Judged): Said | null {
  const [fault] = flagFault({ name, value: null, spelling: '--', start: 0, end: 0 }, facts);
  return fault?.problem ?? null;
}

function moved({ start, end, text }: Splice, by: number): Splice {
  return { start: start + by, end: end + by, text };
}

/** Damage by copy and paste, and one dash for two. */
function pasted({ kind, start, end, text, meant }: Stray): readonly FlagFault[] {
  if (meant === null) return [];
  const name = text.replace(/^-|=.*$/gs, '');
  const problem = kind === 'one-dash' ? flagWords.oneDash(name) : said.damagedFlag(text);
  return [{ problem, splice: { start, end, text: meant }, loosens: isLoose(meant) }];
}

/** Only EnvironmentFile= keeps `$DOCKER_OPTS` as it is written; a command line expands it. */
function inVariableOnly({ kind, start, end, text }: Stray): readonly FlagFault[] {
  if (kind === 'word') return [{ problem: said.strayWord(text), splice: null, loosens: false }];
  if (kind !== 'variable') return [];
  return [{ problem: said.unexpanded(text), splice: { start, end, text: '' }, loosens: false }];
}

/** A flag of another age or a misspelt one: what was meant takes its value, where there is such. */
function flagFault(flag: Omit<Flag, 'key'>, facts: Judged): readonly FlagFault[] {
  const { name, value, spelling, start, end } = flag;
  // a letter that no release has is a flag of its own name here
  const verdict = name.length === 1 ? null : checkFlag(name, facts.engine);
  if (!verdict || verdict.kind === 'known' || isTaken(name, facts)) return [];
  const { use, problem, kind } = verdict;
  if (kind === 'removed') {
    const text = use && value !== null ? `--${use}=${value}` : '';
    return [{ problem, splice: { start, end, text }, loosens: false }];
  }
  const nameEnd = start + `--${name}`.length;
  const isPlain = use !== null && spelling.startsWith(`--${name}`);
  const splice = isPlain ? { start, end: nameEnd, text: `--${use}` } : null;
  return [{ problem, splice, loosens: isLoose(`--${use}`) }];
}

function isLoose(flag: string): boolean {
  return /^--insecure-registry(?![\w-])/.test(flag);
}

/** An engine that runs with it has it, whatever a table says. */
function isTaken(name: string, { process }: Judged): boolean {
  return process?.argv.some((word) => word.split('=')[0] === `--${name}`) ?? false;
}
