/** Which names of daemon.json an engine takes, ignores or refuses: asked of the engine itself. */
import { engineKeys, ignoredNames, refusedNames } from '../../../src/domain/engine-keys.ts';
import type { LabHost } from '../host.ts';

/** `known`: it means something. `ignored`: the engine starts and does nothing with it. */
export type NameVerdict = 'known' | 'ignored' | 'refused';

export type NameTable = Readonly<Record<string, NameVerdict>>;

/** No engine takes it, so that none ever starts with one of these files. */
const noName = 'no-such-name';
/** A value that fits no type: what the engine's structure has, it cannot be read into. */
const misfit = [[1]];

/** Asks an engine for every name that our own table has anything to say about, and a few more. */
export async function drawNames(host: LabHost): Promise<NameTable> {
  const refused = await refusedOf(host, candidates);
  const accepted = candidates.filter((name) => !refused.has(name));
  const known = await knownOf(host, accepted);
  const verdict = (name: string): NameVerdict => {
    if (refused.has(name)) return 'refused';
    return known.has(name) ? 'known' : 'ignored';
  };
  return Object.fromEntries(candidates.map((name) => [name, verdict(name)]));
}

/** `proxies` is not a name of its own: its members are, and stand for it below. */
const candidates: readonly string[] = [
  ...engineKeys.flatMap(({ key, flag }) => (flag ? [key, flag] : [key])),
  ...ignoredNames.map(({ name }) => name),
  ...refusedNames,
  ...['mirrors', 'registries', 'registry', 'proxy', 'insecure-registrys', 'httpProxy', 'default'],
]
  .filter((name, index, all) => name !== 'proxies' && all.indexOf(name) === index)
  .toSorted();

/** One start names all of them: the engine lists every name it does not know before it goes on. */
async function refusedOf(host: LabHost, names: readonly string[]): Promise<Set<string>> {
  const all = Object.fromEntries([...names, noName].map((name) => [name, misfit]));
  const said = await complaintAbout(host, all);
  const listed = /don't match any configuration option: ([^\n"]*)/.exec(said)?.[1];
  const refused = listed?.split(', ').map((name) => name.trim());
  if (!refused?.includes(noName)) throw new Error(`${host.name}: ${said}`);
  return new Set(refused);
}

/**
 * Gives each name a value that cannot be read, and after it another name that is known to be read:
 * the engine complains of the first one that it tries. `tls` stands behind `debug`.
 */
async function knownOf(host: LabHost, names: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const name of names) {
    const sentinel = name === 'debug' ? 'tls' : 'debug';
    const complaint = await complaintAbout(host, { [name]: misfit, [sentinel]: misfit });
    if (!/unable to configure the Docker daemon/.test(complaint)) throw new Error(complaint);
    if (!complaint.includes(`.${sentinel} of type`)) known.add(name);
  }
  return known;
}

/** Why an engine does not start with this; without flags, for any of them could be in the file. */
async function complaintAbout(host: LabHost, content: object): Promise<string> {
  const script = 'mkdir -p /etc/docker && cat >/etc/docker/daemon.json && dockerd';
  const options = { input: JSON.stringify(content), timeout: 20_000 };
  return (await host.run(['sh', '-c', script], options)).stderr;
}
