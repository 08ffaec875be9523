import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { quoteShellCommand } from '../../domain/shell-words.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { caFilesOf } from '../../targets/hosts-files.ts';
import { ansibleTask } from './ansible.ts';
import { profileOf } from './profile.ts';
import { said } from './words.ts';

export const exportForms = ['profile', 'flags', 'ansible', 'cloud-init'] as const;
export type ExportForm = (typeof exportForms)[number];

/**
 * What this host has now, as input for another one. Applying a host's own profile to itself
 * changes nothing.
 * @throws Failure needsDecision, needsRoot: daemon.json is broken, or not this user's to read, and
 * a host without it is another one
 */
export function exportAs(facts: HostFacts, form: ExportForm): string {
  refuseUnread(facts);
  return writers[form](facts);
}

function refuseUnread(facts: HostFacts): void {
  const path = facts.layout.daemonJson;
  const state = facts.files.get(path)?.state;
  if (state?.kind === 'unreadable' && state.code === 'EACCES')
    throw new Failure('needsRoot', said.unreadable(path, state.code));
  const document = daemonDocument(facts);
  if (document.kind === 'ok') return;
  const { line, column, reason } = document;
  throw new Failure('needsDecision', said.broken(`${path}:${line}:${column}`, reason));
}

const writers: { readonly [F in ExportForm]: (facts: HostFacts) => string } = {
  profile: (facts) => printed(profileOf(facts, 'keep')),
  flags: (facts) => `${quoteShellCommand(['dockcfg', 'apply', ...flagsOf(facts)])}\n`,
  ansible: (facts) => `${ansibleTask(profileOf(facts, 'file'))}\n`,
  'cloud-init': (facts) => cloudConfig(profileOf(facts, 'file')),
};

function printed(profile: JsonObject): string {
  return `${JSON.stringify(profile, null, 2)}\n`;
}

/** What flags can say; keys of `daemon` and client proxies need a profile. */
function flagsOf(facts: HostFacts): readonly string[] {
  const profile = profileOf(facts, 'file');
  const list = (key: string, flag: string) =>
    (Array.isArray(profile[key]) ? profile[key] : []).flatMap((value) => [flag, String(value)]);
  return [
    ...list('registry-mirrors', '--mirror'),
    ...list('insecure-registries', '--insecure-registry'),
    ...Object.entries(objectIn(profile, 'proxies')).flatMap(([key, value]) => [
      key === 'password-file' ? '--proxy-password-file' : `--${key}`,
      String(value),
    ]),
    ...Object.keys(objectIn(profile, 'registries')).flatMap((host) =>
      caFilesOf(facts, host)
        .slice(0, 1)
        .flatMap((path) => ['--ca', `${host}=${path}`]),
    ),
  ];
}

function objectIn(profile: JsonObject, key: string): JsonObject {
  return (profile[key] ?? {}) as JsonObject;
}

const profilePath = '/etc/dockcfg/profile.json';

function cloudConfig(profile: JsonObject): string {
  return `#cloud-config
write_files:
  - path: ${profilePath}
    permissions: '0600'
    content: |
${indented(printed(profile), 6)}
runcmd:
  - [dockcfg, apply, ${profilePath}, --yes, --no-input, --wait-for, network]
`;
}

function indented(text: string, width: number): string {
  const pad = ' '.repeat(width);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => pad + line)
    .join('\n');
}
