import { exitCodes, Failure } from '../../domain/failure.ts';
import type { Language } from '../../domain/said.ts';
import { say } from '../words/index.ts';
import { askedHelp, askedLanguage, peek } from './answer-help.ts';
import { optionsOf } from './command.ts';
import type { Environment } from './language.ts';
import { languageOf } from './language.ts';
import { readOptions } from './options.ts';
import type { Outside } from './outside.ts';
import { makeTerminal, type TerminalWishes } from './terminal.ts';
import { endingFailure } from './the-end.ts';
import { tellTrouble } from './trouble.ts';

export interface Program {
  readonly argv: readonly string[];
  readonly outside: Outside;
  /** dockcfg's own */
  readonly version: string;
}

/**
 * Runs one command line to its end.
 * @returns the exit code; nothing is thrown
 */
export async function runProgram(program: Program): Promise<number> {
  const { argv, outside } = program;
  let terminal = makeTerminal(outside.streams, outside.env, wishesAtFirstGlance(argv, outside.env));
  const json = argv.includes('--json') || peek(argv, 'format') === 'json';
  try {
    const answer = askedVersion(program) ?? askedHelp(argv, outside.streams.stdout, outside.env);
    if (answer !== null) {
      terminal.result(answer);
      return exitCodes.done;
    }
    const { parse } = await import('./parse.ts');
    const asked = parse(argv);
    const options = readOptions(optionsOf(asked.spec), asked.flags, outside.env);
    terminal = makeTerminal(outside.streams, outside.env, {
      language: (options.text('lang') as Language | null) ?? languageOf(outside.env),
      color: (options.text('color') ?? 'auto') as 'auto',
      quiet: options.flag('quiet'),
      verbose: options.flag('verbose'),
      input: !options.flag('no-input'),
    });
    const deadline = options.duration('deadline');
    if (deadline !== null) outside.startDeadline(deadline);
    const action = await asked.spec.load();
    return exitCodes[await action({ argv, operands: asked.operands, options, terminal, outside })];
  } catch (error) {
    return tellTrouble(whatEnded(error, outside.signal), terminal, json);
  }
}

function askedVersion({ argv: [first], version }: Program): string | null {
  return first === '--version' || first === '-V' ? `${version}\n` : null;
}

/**
 * An interruption is told as such, unless it left something behind that must be told instead.
 * Ctrl-C at a question reaches us as an error of the prompt; nothing has been done by then.
 */
function whatEnded(error: unknown, signal: AbortSignal): unknown {
  const atQuestion = error instanceof Error && error.name === 'ExitPromptError';
  if (atQuestion)
    return new Failure(
      'interrupted',
      say((words) => words.setup.left),
    );
  if (!signal.aborted) return error;
  const leftBehind = error instanceof Failure && error.exit === 'putBackIncomplete';
  return leftBehind ? error : endingFailure(signal);
}

/** Language and colour are needed before the command line is understood: for its complaints. */
function wishesAtFirstGlance(argv: readonly string[], env: Environment): TerminalWishes {
  return {
    language: askedLanguage(argv, env),
    color: peek(argv, 'color') === 'never' ? 'never' : 'auto',
    quiet: false,
    verbose: argv.includes('--verbose'),
    input: false,
  };
}
