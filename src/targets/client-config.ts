import type { HostFacts, Setting } from '../domain/facts.ts';
import { Failure } from '../domain/failure.ts';
import type { FileChange } from '../domain/plan.ts';
import {
  type BrokenClientConfig,
  type ClientConfig,
  type ClientProxies,
  editClientConfig,
  readClientConfig,
} from '../formats/client-config.ts';
import { fileChange } from './change.ts';
import type { Edit, Target } from './contract.ts';
import { holdsPassword } from './proxy-keys.ts';
import { stateOf } from './text.ts';
import { said, title } from './words.ts';

const id = 'client-config';

/** Keys of the wish, and what the client calls them (docker/cli cli/config/configfile/file.go). */
const names: { readonly [key: string]: keyof ClientProxies } = {
  'client-http-proxy': 'httpProxy',
  'client-https-proxy': 'httpsProxy',
  'client-no-proxy': 'noProxy',
};

/**
 * `proxies.default` of the invoking user's config.json: what the docker client puts into the
 * environment of containers and builds. The engine reads nothing of it.
 */
export const clientConfig: Target = {
  id,
  title: title.clientConfig,
  kind: 'beside',
  holds: Object.keys(names),
  appliesTo: () => true,
  paths: (facts) => [clientConfigPath(facts)],
  read,
  render,
};

export function clientConfigPath(facts: Pick<HostFacts, 'user'>): string {
  return `${facts.user.home}/.docker/config.json`;
}

function documentOf(facts: HostFacts): ClientConfig | BrokenClientConfig {
  const state = stateOf(facts, clientConfigPath(facts));
  return readClientConfig(state.kind === 'file' ? state.bytes : new Uint8Array(0));
}

function read(facts: HostFacts): readonly Setting[] {
  const document = documentOf(facts);
  if (document.kind === 'broken') return [];
  return Object.entries(names).flatMap(([key, name]): Setting[] => {
    const value = document.proxies.default?.[name] ?? '';
    if (value === '') return [];
    const line = document.at(['proxies', 'default', name])?.line ?? null;
    const origin = { kind: 'file' as const, path: clientConfigPath(facts), line };
    return [{ key, subject: null, value, origin, target: id }];
  });
}

function render(edits: readonly Edit[], facts: HostFacts): readonly FileChange[] {
  const path = clientConfigPath(facts);
  const document = documentOf(facts);
  if (edits.length === 0) return [];
  if (document.kind === 'broken') {
    throw new Failure('needsDecision', said.clientConfigBroken(path, document));
  }
  const absent = stateOf(facts, path).kind === 'absent';
  const content = editClientConfig(document, splices(edits, document));
  return fileChange(facts, {
    target: id,
    path,
    content: absent && content.length === 0 ? null : content,
    // the client keeps logins here as well, and makes the file 0600 itself
    secret: absent || edits.some((edit) => holdsPassword(edit.value)),
    because: edits.map((edit) => edit.because),
  });
}

/** The edits, and the removal of objects that would be left without a member. */
function splices(edits: readonly Edit[], { proxies }: ClientConfig) {
  const wanted = edits.map(({ key, value }) => ({
    path: ['proxies', 'default', names[key] ?? key],
    value: value === null ? undefined : value,
  }));
  const gone = wanted.filter(({ value }) => value === undefined).map(({ path }) => path.at(-1));
  const present = Object.keys(proxies.default ?? {});
  const emptied = present.length > 0 && present.every((name) => gone.includes(name));
  if (!emptied || gone.length < wanted.length) return wanted;
  const others = Object.keys(proxies).length > 1;
  return [...wanted, { path: others ? ['proxies', 'default'] : ['proxies'], value: undefined }];
}
