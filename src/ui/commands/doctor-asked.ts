import { Failure } from '../../domain/failure.ts';
import { asCallingUser } from '../../engine/doctor/calling-user.ts';
import { helpersNamed } from '../../engine/doctor/client-seen.ts';
import type { Pattern, Selection } from '../../engine/doctor/select.ts';
import { explainCode, knownCodes } from '../../engine/explain/explain.ts';
import { type ErrorClues, readError } from '../../engine/explain/from-error.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { readNamedText } from '../cli/named-file.ts';
import type { OptionName } from '../cli/option.ts';
import { nearest } from '../cli/suggest.ts';
import { say } from '../words/index.ts';
import type { Examination } from './doctor-examine.ts';

/** Options that cannot be given together: one looks elsewhere than the other acts. */
const contradictions: readonly (readonly [OptionName, OptionName])[] = [
  ['from-evidence', 'fix'],
  ['from-evidence', 'profile'],
  ['from-evidence', 'wait-for'],
  ['from-evidence', 'from-error'],
  ['from-evidence', 'pull'],
  ['from-evidence', 'push'],
  ['from-evidence', 'with-credentials'],
  ['from-evidence', 'save-evidence'],
  ['profile', 'fix'],
  ['profile', 'pull'],
  ['root', 'pull'],
];

/** @throws Failure usage for options that contradict each other */
export function refuseContradictions({ options }: Pick<Run, 'options'>): void {
  const found = contradictions.find((pair) => pair.every((name) => isGiven(options, name)));
  if (!found) return;
  const [one, other] = found;
  throw new Failure(
    'usage',
    say((words) => words.asked.contradict(`--${one}`, `--${other}`)),
  );
}

function isGiven(options: Run['options'], name: OptionName): boolean {
  return options.text(name) !== null;
}

/**
 * What `--only` and `--ignore` leave to be told.
 * @throws Failure usage for a code that no check has
 */
export function selectionOf({ options }: Pick<Run, 'options'>): Selection {
  return {
    only: options.list('only').map((code) => knownCode('--only', code)),
    ignore: options.list('ignore').map(patternOf),
  };
}

function patternOf(text: string): Pattern {
  const at = text.indexOf('=');
  const code = knownCode('--ignore', at < 0 ? text : text.slice(0, at));
  return { code, subject: at < 0 ? null : text.slice(at + 1) };
}

function knownCode(option: string, text: string): string {
  const known = explainCode(text);
  if (known) return known.code;
  throw new Failure(
    'usage',
    say((words) => words.asked.noSuchCode(option, text, nearest(text, knownCodes()))),
  );
}

/** More than any log that somebody pastes; the engine reads its end. */
const largestError = 16 * 1024 * 1024;

/** What `--from-error` is about, `-` for standard input; null without it. */
export async function cluesOf(run: Run): Promise<ErrorClues | null> {
  const text = run.options.text('from-error');
  if (text === null) return null;
  return readError(text === '-' ? await readNamedText(run, '-', largestError) : text);
}

/** What was named on the command line, and what the error names. */
export function targetsWith(
  named: Examination['targets'],
  clues: ErrorClues,
): Examination['targets'] {
  return {
    images: [...named.images, ...clues.images],
    hosts: [...named.hosts, ...clues.hosts],
  };
}

/** Under sudo a login that a program keeps cannot be used: it is the user's, not root's. */
export async function warnOfHelpers(
  { options, terminal }: Run,
  { facts, ports }: Host,
): Promise<void> {
  const { uid, sudoUser } = facts.user;
  if (!options.flag('with-credentials') || uid !== 0 || sudoUser === null) return;
  const programs = helpersNamed(await asCallingUser(facts, ports.files));
  if (programs.length > 0) terminal.warn(terminal.words.asked.helperNotRun(programs));
}
