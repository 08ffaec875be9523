import type { AbsentSeen } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { DiagnosePorts } from '../walk/context.ts';

/** Where packages, archives and snaps put the programs. */
const folders = [
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/snap/bin',
  '/opt/bin',
];

/** Engines of users listen here (moby contrib/dockerd-rootless.sh). */
const runtimeFolders = '/run/user';

/** More people than log in at a server; each one's folder is looked into. */
const mostUsers = 20;

/**
 * What there is of Docker where no engine was found, and whose engines listen besides.
 * @returns null where there is an engine, or nobody could look
 */
export async function absentSeen(
  facts: HostFacts,
  { files }: Pick<DiagnosePorts, 'files'>,
): Promise<AbsentSeen | null> {
  if (!facts.live || facts.flavour !== 'none' || facts.info !== null) return null;
  const find = async (name: string, places: readonly string[]) => {
    const held = await Promise.all(places.map((place) => files.list(`${place}/`)));
    return places.filter((_place, index) => held[index]?.includes(name));
  };
  const users = (await files.list(`${runtimeFolders}/`)).slice(0, mostUsers);
  const [[client], [daemon], listening] = await Promise.all([
    find('docker', folders),
    find('dockerd', folders),
    find(
      'docker.sock',
      users.map((user) => `${runtimeFolders}/${user}`),
    ),
  ]);
  return {
    client: client === undefined ? null : `${client}/docker`,
    daemon: daemon === undefined ? null : `${daemon}/dockerd`,
    sockets: listening.map((folder) => `${folder}/docker.sock`),
  };
}
