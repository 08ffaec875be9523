import { X509Certificate } from 'node:crypto';
import type { Json, JsonObject } from '../../domain/json.ts';
import { formatProxyUrl, parseProxyUrl } from '../../domain/proxy-url.ts';
import { ansibleTask } from '../../engine/export/ansible.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { shellLine } from '../text/shell.ts';

/** The same wishes once more, for the next host; passwords are left out. */
export interface Equivalents {
  /** first what is trusted from the wire, by its SHA-256; then the rest */
  readonly commandLines: readonly string[];
  readonly profile: string;
  readonly ansible: string;
  /** a password was taken out, and is asked for in a file instead */
  readonly needsPasswordFile: boolean;
}

const passwordFile = './proxy-password';

export function equivalentsOf(written: WrittenProfile): Equivalents {
  const { profile, needsPasswordFile } = withoutPasswords(written);
  const flags = flagsOf(profile);
  return {
    commandLines: [
      ...fromServer(profile).map((argv) => shellLine(argv)),
      ...(flags.length === 0 ? [] : [shellLine(['dockcfg', 'apply', ...flags])]),
    ],
    profile: JSON.stringify(profile, null, 2),
    ansible: ansibleTask(profile),
    needsPasswordFile,
  };
}

/** A certificate that came from the server stands in the profile itself; flags name its SHA-256. */
function fromServer({ registries }: WrittenProfile): readonly (readonly string[])[] {
  return Object.entries((registries ?? {}) as { [host: string]: JsonObject }).flatMap(
    ([host, members]) => {
      const { ca } = members;
      if (typeof ca !== 'string' || !isPem(ca)) return [];
      const { fingerprint256 } = new X509Certificate(ca);
      return [['dockcfg', 'ca', 'add', host, '--from-server', '--accept', fingerprint256]];
    },
  );
}

function isPem(text: string): boolean {
  return text.includes('-----BEGIN CERTIFICATE-----');
}

/** A URL keeps its user; the password comes from a file. */
function withoutPasswords(written: WrittenProfile): {
  readonly profile: WrittenProfile;
  readonly needsPasswordFile: boolean;
} {
  const proxies = written.proxies as JsonObject | undefined;
  if (!proxies) return { profile: written, needsPasswordFile: false };
  let needsPasswordFile = false;
  const cleaned = Object.entries(proxies).map(([member, value]): [string, Json] => {
    const parsed = typeof value === 'string' ? parseProxyUrl(value) : null;
    if (parsed?.kind !== 'proxy' || parsed.proxy.password === undefined) return [member, value];
    needsPasswordFile = true;
    const { password: _, ...proxy } = parsed.proxy;
    return [member, formatProxyUrl(proxy, { withPassword: false })];
  });
  const file: [string, Json][] = needsPasswordFile ? [['password-file', passwordFile]] : [];
  const profile = { ...written, proxies: Object.fromEntries([...cleaned, ...file]) };
  return { profile, needsPasswordFile };
}

const listFlags: { readonly [key: string]: string } = {
  'registry-mirrors': 'mirror',
  'insecure-registries': 'insecure-registry',
  'system-ca': 'system-ca',
};

/** What flags can say of a profile; an empty value removes what there is. */
function flagsOf(profile: WrittenProfile): readonly string[] {
  return Object.entries(profile).flatMap(([key, value]) => {
    if (key === 'registries') return registryFlags(value as { [host: string]: unknown });
    if (key === 'proxies') return memberFlags(value as object);
    const name = listFlags[key];
    if (name === undefined || value === null) return [];
    if (Array.isArray(value)) return exactly(name, value.map(String));
    return Object.entries(value as object).flatMap(([effect, values]) =>
      (values as string[]).flatMap((each) => [`--${effect}-${name}`, each]),
    );
  });
}

function exactly(name: string, values: readonly string[]): readonly string[] {
  if (values.length === 0) return [`--${name}`, ''];
  return values.flatMap((each) => [`--${name}`, each]);
}

function memberFlags(members: object): readonly string[] {
  return Object.entries(members).flatMap(([member, value]) => {
    if (value === null) return [`--${member}`, ''];
    if (typeof value !== 'string') return [];
    return [member === 'password-file' ? '--proxy-password-file' : `--${member}`, value];
  });
}

function registryFlags(registries: { readonly [host: string]: unknown }): readonly string[] {
  return Object.entries(registries).flatMap(([host, wish]) => {
    const members = (wish ?? {}) as { readonly [member: string]: string | undefined };
    const { ca, 'client-cert': certificate, 'client-key': key } = members;
    return [
      ...(ca && !isPem(ca) ? ['--ca', `${host}=${ca}`] : []),
      ...(certificate && key ? ['--client-cert', `${host}=${certificate},${key}`] : []),
    ];
  });
}
