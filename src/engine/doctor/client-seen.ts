import type { ClientSeen } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { type ClientConfig, readClientConfig } from '../../formats/client-config.ts';
import { stateOf } from '../../targets/text.ts';

/** What the invoking user's docker client is configured with, without a single secret. */
export function clientSeen(facts: HostFacts, missingHelpers: readonly string[]): ClientSeen {
  const path = `${facts.user.home}/.docker/config.json`;
  const state = stateOf(facts, path);
  const config = state.kind === 'file' ? readClientConfig(state.bytes) : null;
  if (config?.kind !== 'ok') {
    return { ...nothing, path, broken: config?.kind === 'broken' };
  }
  const { default: proxies } = config.proxies;
  return {
    path,
    broken: false,
    httpProxy: proxies?.httpProxy ?? '',
    httpsProxy: proxies?.httpsProxy ?? '',
    credsStore: config.credsStore,
    credHelpers: config.credHelpers,
    logins: config.auths,
    missingHelpers,
  };
}

const nothing = {
  httpProxy: '',
  httpsProxy: '',
  credsStore: null,
  credHelpers: {},
  logins: [],
  missingHelpers: [],
} as const;

/** The helper programs a client configuration names, `docker-credential-…`. */
export function helpersNamed(facts: HostFacts): readonly string[] {
  const state = stateOf(facts, `${facts.user.home}/.docker/config.json`);
  const config = state.kind === 'file' ? readClientConfig(state.bytes) : null;
  return config?.kind === 'ok' ? namesIn(config) : [];
}

function namesIn({ credsStore, credHelpers }: ClientConfig): readonly string[] {
  const names = [...(credsStore ? [credsStore] : []), ...Object.values(credHelpers)];
  return [...new Set(names)].map((name) => `docker-credential-${name}`);
}
