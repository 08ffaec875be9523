import { parseCidr } from '../../domain/cidr.ts';
import { Failure } from '../../domain/failure.ts';
import { checkKey } from '../../domain/key-check.ts';
import { checkValue } from '../../domain/key-value.ts';
import type { Said } from '../../domain/said.ts';
import { clientConfigPath } from '../../targets/client-config.ts';
import { readsHostsToml } from '../../targets/hosts-files.ts';
import { isProxyKey } from '../../targets/proxy-keys.ts';
import { trustStore } from '../../targets/trust-stores.ts';
import type { Current } from '../placement/current.ts';
import { isEngineKey } from '../placement/placement.ts';
import type { Want } from '../placement/wants.ts';
import { said } from './words.ts';

export interface Supported {
  readonly wants: readonly Want[];
  readonly warnings: readonly Said[];
}

/**
 * Keeps the wishes that this engine can carry out.
 * @param allowUnsupported makes a warning of what it cannot do, and leaves it out (mixed fleets)
 * @throws Failure invalidInput for the first wish that the engine cannot do or would not start with
 */
export function supportedWants(
  wants: readonly Want[],
  current: Current,
  allowUnsupported: boolean,
): Supported {
  const judged = wants.map((want) => ({ want, problem: problemOf(want, current) }));
  const refused = judged.flatMap(({ problem }) =>
    problem ? [said.unsupported(current.facts.engine, problem)] : [],
  );
  if (refused[0] && !allowUnsupported) throw new Failure('invalidInput', refused[0]);
  return {
    wants: judged.filter(({ problem }) => problem === null).map(({ want }) => want),
    warnings: refused,
  };
}

function problemOf(want: Want, current: Current): Said | null {
  if (want.value === null) return null;
  if (want.subject !== null) return registryProblem(want, current);
  if (want.key === 'system-ca') return trustStore(current.facts) ? null : said.noTrustStore();
  if (want.key === 'add-registries' || want.key === 'block-registries') {
    return current.facts.engine.fork ? null : said.onlyFork(want.key);
  }
  if (isProxyKey(want.key)) return null;
  return isEngineKey(want) ? engineKeyProblem(want, current) : null;
}

function registryProblem(want: Want, { facts }: Current): Said | null {
  const isHub = want.subject === 'docker.io';
  if (want.key === 'mirrors') {
    if (isHub) return said.hubMirrorsElsewhere();
    return readsHostsToml(facts) ? null : said.mirrorsNeedContainerd(want.subject ?? '');
  }
  return isHub && !readsHostsToml(facts) ? said.hubTrustClassic() : null;
}

function engineKeyProblem({ key, value }: Want, { facts }: Current): Said | null {
  const verdict = checkKey(key, facts.engine);
  if (verdict.kind !== 'known') return verdict.problem;
  if (key === 'live-restore' && value === true && facts.info?.swarm) return said.liveRestoreSwarm();
  return checkValue(key, value, facts.engine.version)?.problem ?? null;
}

/** What works and should still be said: entries that loosen more than they name. */
export function cautions(wants: readonly Want[], current: Current): readonly Said[] {
  return [
    ...wideNetworks(wants, current),
    ...hiddenTrust(wants, current),
    ...sudoClient(wants, current),
  ];
}

/** Address space that is no one's own: Docker Hub may be in it. */
const publicAddresses = ['3.0.0.1', '34.0.0.1', '54.0.0.1', '100.20.0.1', '2600:1f18::1'];

function wideNetworks(wants: readonly Want[], current: Current): readonly Said[] {
  if (!readsHostsToml(current.facts)) return [];
  return insecureAfter(wants, current)
    .filter((entry) => publicAddresses.some((address) => parseCidr(entry)?.contains(address)))
    .map((entry) => said.wideNetwork(entry));
}

function hiddenTrust(wants: readonly Want[], current: Current): readonly Said[] {
  if (current.facts.engine.store === 'containerd') return [];
  const insecure = insecureAfter(wants, current);
  return wants
    .filter((want) => want.key === 'ca' && want.value !== null)
    .filter((want) => insecure.includes(want.subject ?? ''))
    .map((want) => said.insecureHidesTrust(want.subject ?? ''));
}

/** The client reads the settings of whoever runs it, and that is seldom root. */
function sudoClient(wants: readonly Want[], { facts }: Current): readonly Said[] {
  const { sudoUser, uid } = facts.user;
  const wished = wants.some((want) => want.key.startsWith('client-'));
  return wished && uid === 0 && sudoUser !== null
    ? [said.clientOfRoot(clientConfigPath(facts), sudoUser)]
    : [];
}

function insecureAfter(wants: readonly Want[], current: Current): readonly string[] {
  const want = wants.find((each) => each.key === 'insecure-registries');
  const value = want ? want.value : current.held('insecure-registries').value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
