import { Failure } from '../../domain/failure.ts';
import { say } from '../words/index.ts';
import type { Run } from './command.ts';

/**
 * The text of a file that an option names, `-` for standard input.
 * @throws Failure invalidInput when it cannot be read or is larger than such files are
 */
export async function readNamedText(
  { outside }: Pick<Run, 'outside'>,
  name: string,
  limit: number,
): Promise<string> {
  const bytes = await readBytes(outside, name, limit);
  if (bytes !== null) return new TextDecoder().decode(bytes);
  throw new Failure(
    'invalidInput',
    say((words) => words.asked.fileTooLarge(name)),
  );
}

async function readBytes(
  outside: Run['outside'],
  name: string,
  limit: number,
): Promise<Uint8Array | null> {
  try {
    return await outside.readFile(name, { limit, beside: null });
  } catch (error) {
    throw namedFailure(error, 'invalidInput', (code) =>
      say((words) => words.asked.fileUnreadable(name, code)),
    );
  }
}

/**
 * Writes a file that an option names, for nobody but its owner, and never over another one.
 * @throws Failure cannotWrite
 */
export async function writeNamed(
  { outside, terminal }: Pick<Run, 'outside' | 'terminal'>,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  try {
    await outside.writeFile(name, content);
  } catch (error) {
    throw namedFailure(error, 'cannotWrite', (code) =>
      say((words) => words.asked.fileUnwritable(name, code)),
    );
  }
  terminal.note(terminal.words.asked.written(name));
}

function namedFailure(
  error: unknown,
  exit: 'invalidInput' | 'cannotWrite',
  said: (code: string) => Failure['said'],
): unknown {
  const isSystems = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return isSystems ? new Failure(exit, said(String(error.code))) : error;
}
