import type { HostFacts } from '../../domain/facts.ts';
import type { Said } from '../../domain/said.ts';
import { none } from '../../flavours/none.ts';
import type { ReadFiles } from '../../ports/files.ts';
import { rootlessElsewhere } from './words.ts';

/** Homes that are looked into: on a host with more, users come from a directory service. */
const mostHomes = 100;

/** Where root finds no engine: those of users, whose files root would otherwise take for nothing. */
export async function rootlessNotes(files: ReadFiles, facts: HostFacts): Promise<readonly Said[]> {
  if (facts.flavour !== none.id || facts.user.uid !== 0) return [];
  const homes = (await files.list('/home/')).slice(0, mostHomes);
  const units = homes.map((name) => `/home/${name}/.config/systemd/user/docker.service`);
  const found = await Promise.all(units.map((path) => files.snapshot(path)));
  const present = found.filter(({ state }) => state.kind === 'file').map(({ path }) => path);
  return present.length === 0 ? [] : [rootlessElsewhere(present)];
}
