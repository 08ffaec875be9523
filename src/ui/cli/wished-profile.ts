import { Failure } from '../../domain/failure.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { say } from '../words/index.ts';
import { variableOf } from './option.ts';
import type { Options, OptionValue } from './options.ts';
import { type WishFlag, wishFlags } from './wishes.ts';

/** A profile as it would stand in a file: plain values, nothing checked yet. */
export type WrittenProfile = JsonObject;

/**
 * The flags as a profile, so that one reader checks both. Null when no flag was given.
 * @throws Failure usage for flags that contradict each other, for `HOST=FILE` without its parts,
 * and for a password on the command line
 */
export function wishedProfile(options: Options): WrittenProfile | null {
  const profile: { [key: string]: Json } = {};
  for (const wish of wishFlags) {
    const given = options.wish(wish.name);
    if (given === null) continue;
    refusePasswords(wish, given);
    profile[wish.key] = merged(profile[wish.key], wish, given.values);
  }
  return Object.keys(profile).length === 0 ? null : profile;
}

function merged(before: Json | undefined, wish: WishFlag, values: readonly string[]): Json {
  const { field, flag } = wish;
  if (field.kind === 'registries') return mergedRegistries(before, wish, values);
  if (flag.member !== null)
    return { ...(before as JsonObject), [flag.member]: memberOf(flag.member, values) };
  if (flag.effect === 'exactly') return values.filter((value) => value !== '');
  if (Array.isArray(before)) {
    const [exactly, change] = [exactFlagOf(wish), flag.flag];
    throw new Failure(
      'usage',
      say((words) => words.usage.contradict(exactly, change)),
    );
  }
  return { ...(before as JsonObject), [flag.effect]: values };
}

/** An empty text takes a proxy away, as it does in the environment of any program. */
function memberOf(member: string, values: readonly string[]): Json {
  const value = values.at(-1) ?? '';
  return value === '' && member !== 'password-file' ? null : value;
}

function exactFlagOf(wish: WishFlag): string {
  return wish.field.flags.find((flag) => flag.effect === 'exactly')?.flag ?? wish.flag.flag;
}

/** `--ca HOST=FILE` and `--client-cert HOST=CERT,KEY`, under their hosts. */
function mergedRegistries(
  before: Json | undefined,
  wish: WishFlag,
  values: readonly string[],
): JsonObject {
  const registries: { [host: string]: Json } = { ...(before as JsonObject) };
  for (const value of values) {
    const [host, file] = halves(value, '=', wish);
    registries[host] = { ...(registries[host] as JsonObject), ...membersOf(wish, file) };
  }
  return registries;
}

function membersOf(wish: WishFlag, file: string): JsonObject {
  if (wish.flag.member !== 'client') return { [wish.flag.member ?? '']: file };
  const [certificate, key] = halves(file, ',', wish);
  return { 'client-cert': certificate, 'client-key': key };
}

function halves(value: string, separator: string, wish: WishFlag): readonly [string, string] {
  const at = value.indexOf(separator);
  const [left, right] = [value.slice(0, at), value.slice(at + 1)];
  if (at > 0 && right !== '') return [left, right];
  const { flag, placeholder } = wish.flag;
  throw new Failure(
    'usage',
    say((words) => words.usage.notPair(flag, value, placeholder)),
  );
}

/**
 * Command lines are visible to every user of a host (`ps`), the environment only to the same user.
 */
function refusePasswords(wish: WishFlag, given: OptionValue): void {
  if (given.source !== 'flag' || !wish.flag.placeholder.includes('URL')) return;
  if (!given.values.some(holdsPassword)) return;
  const { flag } = wish.flag;
  throw new Failure(
    'usage',
    say(({ usage }) =>
      wish.key === 'registry-mirrors'
        ? usage.passwordInMirror(flag)
        : usage.passwordInArgument(flag, variableOf(wish.name)),
    ),
  );
}

/** Generous on purpose: a password with a slash in it is malformed, and still a password. */
function holdsPassword(url: string): boolean {
  const authority = url.replace(/^[a-z\d+.-]*:\/\//i, '');
  return /^[^@]*:.*@/s.test(authority);
}
