import type { DesiredState } from '../../domain/desired.ts';
import { Failure } from '../../domain/failure.ts';
import { readWishes } from '../../engine/read-wishes.ts';
import { say } from '../words/index.ts';
import type { Run } from './command.ts';
import type { Outside } from './outside.ts';
import { type WrittenProfile, wishedProfile } from './wished-profile.ts';

/** A profile with every certificate inline is far below this. */
const largestProfile = 1024 * 1024;
/** A bundle of all public authorities is 230 kB. */
const largestNamedFile = 1024 * 1024;

/**
 * What the command line asks for: the profile named on it, and the flags over it.
 * @throws Failure usage when nothing is asked for, invalidInput when it is not well said
 */
export async function readDesired(run: Run): Promise<DesiredState> {
  const [name, ...more] = run.operands;
  if (more.length > 0)
    throw new Failure(
      'usage',
      say((words) => words.usage.tooManyProfiles),
    );
  const flags = wishedProfile(run.options);
  const isAsked = run.options.flag('repair') || run.options.text('restart') !== null;
  if (name === undefined && flags === null && !isAsked) {
    throw new Failure(
      'usage',
      say((words) => words.usage.nothingWished),
    );
  }
  const profile = name === undefined ? null : { name, text: await readText(run.outside, name) };
  return readWishes({ profile, flags, readFile: reader(run.outside) });
}

/**
 * What a profile asks for that is only judged.
 * @throws Failure invalidInput
 */
export async function profileWishes({ outside }: Run, name: string): Promise<DesiredState> {
  const profile = { name, text: await readText(outside, name) };
  return readWishes({ profile, flags: null, readFile: reader(outside) });
}

/** The same for a profile that was put together from answers. */
export function desiredOf({ outside }: Run, profile: WrittenProfile): Promise<DesiredState> {
  return readWishes({ profile: null, flags: profile, readFile: reader(outside) });
}

function reader(outside: Outside) {
  return async (path: string, beside: string | null): Promise<Uint8Array | null> => {
    try {
      return await outside.readFile(path, { limit: largestNamedFile, beside });
    } catch (error) {
      if (isSystemError(error)) return null;
      throw error;
    }
  };
}

async function readText(outside: Outside, name: string): Promise<string> {
  const bytes = await readProfile(outside, name);
  if (bytes === null) {
    throw new Failure(
      'invalidInput',
      say((words) => words.usage.profileTooLarge(name)),
    );
  }
  return new TextDecoder().decode(bytes);
}

async function readProfile(outside: Outside, name: string): Promise<Uint8Array | null> {
  try {
    return await outside.readFile(name, { limit: largestProfile, beside: null });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const { code } = error;
    throw new Failure(
      'invalidInput',
      say((words) => words.usage.profileUnreadable(name, code)),
    );
  }
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
