import type { DesiredState, ProxiesWish, RegistryWish } from '../domain/desired.ts';
import { Failure } from '../domain/failure.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Said } from '../domain/said.ts';
import {
  type ParsedProfile,
  parseProfile,
  profileJsonSchema,
  resolveProfile,
} from '../formats/profile.ts';

/** Where wishes come from, and how the files that they name are read. */
export interface WishSources {
  readonly profile: { readonly name: string; readonly text: string } | null;
  /** what flags, variables or answers say, as a profile would say it */
  readonly flags: JsonObject | null;
  /** a file beside the profile (its name), or beside nobody; null when it cannot be read */
  readFile(path: string, beside: string | null): Promise<Uint8Array | null>;
}

/**
 * Reads what is desired from a profile and from flags, which beat it. Where both speak about
 * members (proxies, registries), each member is looked at by itself.
 * @throws Failure invalidInput with every problem of the profile, or of the flags
 */
export async function readWishes(sources: WishSources): Promise<DesiredState> {
  const { profile, flags } = passwordForProfile(sources);
  const desired = profile ? await resolved(profile, sources, profile.name) : {};
  const wished = flags ? await flagWishes(flags, sources) : {};
  return overlaid(desired, wished);
}

/** The JSON Schema of a profile, for editors. */
export function wishesJsonSchema(): Promise<JsonObject> {
  return profileJsonSchema();
}

/**
 * A password file alone among the flags is meant for the proxies of the profile: it is put there.
 */
function passwordForProfile({ profile, flags }: WishSources): {
  readonly profile: ParsedProfile | null;
  readonly flags: JsonObject | null;
} {
  const parsed = profile && parseProfile(profile.text, profile.name);
  const proxies = flags?.proxies as JsonObject | undefined;
  const { 'password-file': file, ...others } = proxies ?? {};
  const hasProxy = 'http-proxy' in others || 'https-proxy' in others;
  const own = parsed?.data.proxies;
  if (typeof file !== 'string' || hasProxy || !own || 'keep' in own) {
    return { profile: parsed, flags };
  }
  const data = { ...parsed.data, proxies: { ...own, 'password-file': file } };
  return {
    profile: { ...parsed, data, files: [...parsed.files, passwordRef(file)] },
    flags: { ...flags, proxies: others },
  };
}

function passwordRef(path: string): ParsedProfile['files'][number] & { readonly byFlag: true } {
  return { path, role: 'password', place: { line: 1, column: 1 }, byFlag: true };
}

async function resolved(
  profile: ParsedProfile,
  { readFile }: WishSources,
  beside: string | null,
): Promise<DesiredState> {
  const contents = new Map<string, Uint8Array>();
  const isByFlag = (ref: object) => beside === null || 'byFlag' in ref;
  for (const ref of profile.files) {
    const bytes = await readFile(ref.path, isByFlag(ref) ? null : beside);
    if (bytes) contents.set(ref.path, bytes);
  }
  const byFlag = profile.files.filter(isByFlag).map((ref) => ref.path);
  return resolveProfile(profile, contents, byFlag);
}

/** Flags are checked as a profile is; a line and a column of theirs would mean nothing. */
async function flagWishes(flags: JsonObject, sources: WishSources): Promise<DesiredState> {
  try {
    return await resolved(parseProfile(JSON.stringify(flags), flagsName), sources, null);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.exit, withoutPlaces(error.said));
  }
}

const flagsName = 'flags.json';

function withoutPlaces(said: Said): Said {
  const plain = (text: string) => text.replace(/^flags\.json:\d+:\d+: /gm, '');
  return { en: plain(said.en), 'zh-CN': plain(said['zh-CN']) };
}

function overlaid(below: DesiredState, above: DesiredState): DesiredState {
  const proxies = overlaidProxies(below.proxies, above.proxies);
  const registries = overlaidRegistries(below.registries, above.registries);
  return {
    ...below,
    ...above,
    ...(proxies === undefined ? {} : { proxies }),
    ...(registries === undefined ? {} : { registries }),
  };
}

function overlaidProxies(
  below: ProxiesWish | null | undefined,
  above: ProxiesWish | null | undefined,
): ProxiesWish | null | undefined {
  if (above === undefined) return below;
  return below && above ? { ...below, ...above } : above;
}

function overlaidRegistries(
  below: DesiredState['registries'],
  above: DesiredState['registries'],
): DesiredState['registries'] {
  if (!below || !above) return above ?? below;
  const both = new Map(below);
  for (const [host, wish] of above) both.set(host, overlaidRegistry(below.get(host), wish));
  return both;
}

function overlaidRegistry(
  below: RegistryWish | null | undefined,
  above: RegistryWish | null,
): RegistryWish | null {
  return below && above ? { ...below, ...above } : above;
}
