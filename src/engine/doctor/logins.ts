import type { HostFacts } from '../../domain/facts.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { isObject, parseObject } from '../../domain/json-object.ts';
import { hubDomain } from '../../domain/reference.ts';
import { Secret } from '../../domain/secret.ts';
import type { Commands } from '../../ports/commands.ts';
import type { Login } from '../../probes/token.ts';
import { textOf } from '../../targets/text.ts';

/** Docker Hub's logins are kept under its old address (docker/cli cli/registry, IndexServer). */
const hubKey = 'https://index.docker.io/v1/';

/** A helper that asks a person, or a locked keyring, must not hold up the diagnosis. */
const helperDeadlineMs = 3_000;

/**
 * The logins the invoking user's docker client would use for these registries: from the program
 * that config.json names, or from the file itself. A program of a user is never run as root.
 * @returns by domain; a registry without a usable login is left out
 * @see docker/cli cli/config/configfile/file.go GetAuthConfig
 */
export async function loginsFor(
  domains: readonly string[],
  facts: HostFacts,
  commands: Commands | null,
): Promise<ReadonlyMap<string, Login>> {
  const config = parseObject(textOf(facts, `${facts.user.home}/.docker/config.json`)) ?? {};
  const found = await Promise.all(
    domains.map(async (domain) => {
      const key = domain === hubDomain ? hubKey : domain;
      const helper = helperFor(config, key);
      const login = helper
        ? await fromHelper(helper, key, { facts, commands })
        : fromFile(config, key);
      return login ? [[domain, login] as const] : [];
    }),
  );
  return new Map(found.flat());
}

function helperFor(config: JsonObject, key: string): string | null {
  const { credHelpers = null, credsStore = null } = config;
  const own = isObject(credHelpers) ? credHelpers[key] : null;
  const name = typeof own === 'string' ? own : credsStore;
  return typeof name === 'string' && /^[\w.-]+$/.test(name) ? name : null;
}

async function fromHelper(
  name: string,
  key: string,
  { facts, commands }: { readonly facts: HostFacts; readonly commands: Commands | null },
): Promise<Login | null> {
  const asRoot = facts.user.uid === 0 && facts.user.sudoUser !== null;
  if (!commands || asRoot) return null;
  const { exitCode, stdout } = await commands.run([`docker-credential-${name}`, 'get'], {
    deadlineMs: helperDeadlineMs,
    input: key,
    maxOutput: 64 * 1024,
  });
  const answer = exitCode === 0 ? parseObject(stdout) : null;
  return loginOf(answer?.Username ?? null, answer?.Secret ?? null);
}

/** `auth` is `user:password` in base64; older files keep the two apart. */
function fromFile(config: JsonObject, key: string): Login | null {
  const { auths = null } = config;
  if (!isObject(auths)) return null;
  const entry = auths[key] ?? sameHost(auths, key);
  if (!isObject(entry ?? null)) return null;
  const {
    auth = null,
    username = null,
    password = null,
    identitytoken = null,
  } = entry as JsonObject;
  if (typeof identitytoken === 'string' && identitytoken !== '') return tokenOf(identitytoken);
  if (typeof auth !== 'string' || auth === '') return loginOf(username, password);
  const pair = decoded(auth);
  const colon = pair.indexOf(':');
  return colon < 0 ? null : loginOf(pair.slice(0, colon), pair.slice(colon + 1));
}

/** Legacy files hold URLs where a host belongs (daemon/pkg/registry/auth.go ConvertToHostname). */
function sameHost(auths: JsonObject, key: string): Json {
  const host = (text: string) => text.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const found = Object.entries(auths).find(([name]) => host(name) === host(key));
  return found?.[1] ?? null;
}

function decoded(base64: string): string {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes).replace(/\0+$/, '');
  } catch {
    return '';
  }
}

function loginOf(username: Json, password: Json): Login | null {
  if (typeof username !== 'string' || typeof password !== 'string' || password === '') return null;
  if (username === tokenUser) return tokenOf(password);
  return username === '' ? null : { username, password: new Secret(password) };
}

/** The name under which helpers give identity tokens (docker/cli credentials/native_store.go). */
const tokenUser = '<token>';

function tokenOf(token: string): Login {
  return { username: tokenUser, password: new Secret(token), isIdentityToken: true };
}
