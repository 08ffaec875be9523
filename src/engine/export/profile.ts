import type { HostFacts, Setting } from '../../domain/facts.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { checkKey } from '../../domain/key-check.ts';
import { formatProxyUrl, parseProxyUrl } from '../../domain/proxy-url.ts';
import { isReadTrust } from '../../targets/hosts-files.ts';
import { holdsPassword, proxyKeys } from '../../targets/proxy-keys.ts';
import { type Current, currentOf } from '../placement/current.ts';
import { normalForm, textsOf } from '../placement/wants.ts';
import { holdsSecret } from '../secrets.ts';
import { unfitIn } from './unfit.ts';

/** How a secret goes out: kept on the host that has it, or named as a file for another host. */
export type SecretReference = 'keep' | 'file';

/** What stands for a secret's file in a profile for another host. */
export const passwordFile = './proxy-password';

/**
 * What this host has now, as a profile: what its files say, whatever place says it. Secrets are
 * references, never text; what only a flag of the package's unit says is the package's business
 * and left out, and so is what an apply would refuse (`leftOut` tells).
 */
export function profileOf(facts: HostFacts, secrets: SecretReference): JsonObject {
  const current = currentOf(facts);
  const host = { current, secrets, unfit: new Set(unfitIn(current).map(({ name }) => name)) };
  return withoutEmpty({
    'registry-mirrors': listOf(host, 'registry-mirrors'),
    'insecure-registries': listOf(host, 'insecure-registries'),
    proxies: proxiesOf(host, ''),
    registries: registriesOf(host),
    'system-ca': systemCertificates(host),
    'client-proxies': proxiesOf(host, 'client-'),
    'add-registries': listOf(host, 'add-registries'),
    'block-registries': listOf(host, 'block-registries'),
    daemon: daemonKeys(host),
  });
}

/** What is exported, and how. */
interface Exported {
  readonly current: Current;
  readonly secrets: SecretReference;
  readonly unfit: ReadonlySet<string>;
}

/** Each entry once: files of the unit and flags may say the same. */
function listOf({ current, unfit }: Exported, key: string): readonly string[] {
  const entries = unfit.has(key) ? [] : textsOf(current.held(key).value);
  const forms = entries.map((entry) => normalForm(key, entry));
  return entries.filter((_, at) => forms.indexOf(forms[at] ?? '') === at);
}

function proxiesOf({ current, secrets, unfit }: Exported, prefix: '' | 'client-'): JsonObject {
  const members = proxyKeys.flatMap((key): [string, Json][] => {
    const { value } = current.held(`${prefix}${key}`);
    if (typeof value !== 'string' || value === '') return [];
    if (unfit.has(`${prefix}proxies.${key}`)) return [];
    return [[key, holdsPassword(value) ? referenceTo(value, secrets) : value]];
  });
  const named =
    secrets === 'file' &&
    proxyKeys.some((key) => holdsPassword(current.held(`${prefix}${key}`).value ?? null));
  return Object.fromEntries([...members, ...(named ? [['password-file', passwordFile]] : [])]);
}

/** For another host the URL goes without its password, which a file then adds. */
function referenceTo(url: string, secrets: SecretReference): Json {
  const parsed = parseProxyUrl(url);
  if (secrets === 'keep' || parsed.kind !== 'proxy') return { keep: true };
  const { password: _secret, ...proxy } = parsed.proxy;
  return formatProxyUrl(proxy, { withPassword: false });
}

function registriesOf(exported: Exported): JsonObject {
  const { current, unfit } = exported;
  const hosts = current.settings.flatMap(({ subject, key }) =>
    subject !== null && registryKeys.includes(key) ? [subject] : [],
  );
  const fit = [...new Set(hosts)].filter((host) => !unfit.has(`registries.${host}`));
  const entries = fit.map((host): [string, Json] => [host, registryOf(exported, host)]);
  return Object.fromEntries(entries.filter(([, value]) => Object.keys(value as object).length > 0));
}

const registryKeys = ['ca', 'client', 'mirrors'];

/** Docker Hub's own mirrors are registry-mirrors, wherever they stand. */
function registryOf({ current, secrets, unfit }: Exported, host: string): JsonObject {
  const fits = (member: string) => !unfit.has(`registries.${host}.${member}`);
  const authorities = readFor(current, 'ca', host).map((setting) => String(setting.value));
  const listed = host !== 'docker.io' && fits('mirrors');
  const mirrors = listed ? textsOf(current.held('mirrors', host).value) : [];
  return {
    ...(authorities.length > 0 && fits('ca') ? { ca: authorities.map(endedLine).join('') } : {}),
    ...clientOf(current, host, secrets),
    ...(mirrors.length > 0 ? { mirrors } : {}),
  };
}

/** A certificate that a hosts.toml beside it does not name is trusted by nobody, and stays so. */
function readFor({ held, facts }: Current, key: string, host: string): readonly Setting[] {
  return held(key, host).settings.filter(({ origin }) => isReadTrust(facts, host, origin.path));
}

function endedLine(pem: string): string {
  return pem.endsWith('\n') ? pem : `${pem}\n`;
}

/** A private key stays where it is; for another host both files are named. */
function clientOf(current: Current, host: string, secrets: SecretReference): JsonObject {
  if (readFor(current, 'client', host).length === 0) return {};
  if (secrets === 'keep') return { 'client-cert': { keep: true }, 'client-key': { keep: true } };
  return { 'client-cert': `./${host}/client.cert`, 'client-key': `./${host}/client.key` };
}

function systemCertificates({ current, unfit }: Exported): readonly string[] {
  if (unfit.has('system-ca')) return [];
  return current.held('system-ca').settings.map((setting) => String(setting.value));
}

export const ownKeys: readonly string[] = [
  'registry-mirrors',
  'insecure-registries',
  'add-registries',
  'block-registries',
  ...proxyKeys,
];

/**
 * Every other key that daemon.json itself sets; a name that sets nothing is not worth passing on. A
 * key with a secret in it (a log driver's token) is left out whole: without the secret it would
 * say something else, and left out it is left alone.
 */
function daemonKeys({ current, unfit }: Exported): JsonObject {
  const others = current.settings.filter(
    ({ target, key, value }) =>
      target === 'daemon-json' &&
      !ownKeys.includes(key) &&
      checkKey(key, current.facts.engine).kind === 'known' &&
      !holdsSecret(key, value) &&
      !unfit.has(`daemon.${key}`),
  );
  return Object.fromEntries(others.map((setting) => [setting.key, setting.value]));
}

/** A key left out is left alone on the host that gets the profile. */
function withoutEmpty(profile: { readonly [key: string]: Json }): JsonObject {
  const entries = Object.entries(profile).filter(
    ([, value]) => Object.keys(value as object).length > 0,
  );
  return Object.fromEntries(entries);
}
