import type { Json, JsonObject } from '../../domain/json.ts';
import { formatProxyUrl, parseProxyUrl } from '../../domain/proxy-url.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { shellLine } from '../text/shell.ts';

/** The same wishes once more, for the next host; passwords are left out. */
export interface Equivalents {
  readonly commandLine: string;
  readonly profile: string;
  readonly ansible: string;
  /** a password was taken out, and is asked for in a file instead */
  readonly needsPasswordFile: boolean;
}

const passwordFile = './proxy-password';

export function equivalentsOf(written: WrittenProfile): Equivalents {
  const { profile, needsPasswordFile } = withoutPasswords(written);
  const text = JSON.stringify(profile, null, 2);
  return {
    commandLine: shellLine(['dockcfg', 'apply', ...flagsOf(profile)]),
    profile: text,
    ansible: ansibleTask(text),
    needsPasswordFile,
  };
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

/** What flags can say of a profile; a key that is to be removed has no flag and is left out. */
function flagsOf(profile: WrittenProfile): readonly string[] {
  return Object.entries(profile).flatMap(([key, value]) => {
    if (key === 'registries') return registryFlags(value as { [host: string]: unknown });
    if (key === 'proxies') return memberFlags(value as object);
    const name = listFlags[key];
    if (name === undefined || value === null) return [];
    if (Array.isArray(value)) return value.flatMap((each) => [`--${name}`, String(each)]);
    return Object.entries(value as object).flatMap(([effect, values]) =>
      (values as string[]).flatMap((each) => [`--${effect}-${name}`, each]),
    );
  });
}

function memberFlags(members: object): readonly string[] {
  return Object.entries(members).flatMap(([member, value]) => {
    if (typeof value !== 'string') return [];
    return [member === 'password-file' ? '--proxy-password-file' : `--${member}`, value];
  });
}

function registryFlags(registries: { readonly [host: string]: unknown }): readonly string[] {
  return Object.entries(registries).flatMap(([host, wish]) => {
    const members = (wish ?? {}) as { readonly [member: string]: string | undefined };
    const { ca, 'client-cert': certificate, 'client-key': key } = members;
    return [
      ...(ca ? ['--ca', `${host}=${ca}`] : []),
      ...(certificate && key ? ['--client-cert', `${host}=${certificate},${key}`] : []),
    ];
  });
}

/** dockcfg on the host reads the profile from standard input. */
function ansibleTask(profile: string): string {
  const indented = profile.split('\n').map((line) => `      ${line}`);
  return [
    '- name: Configure Docker',
    '  ansible.builtin.command:',
    '    cmd: dockcfg apply - --json',
    '    stdin: |',
    ...indented,
    '  register: dockcfg',
    '  changed_when: (dockcfg.stdout | from_json).changed',
  ].join('\n');
}
