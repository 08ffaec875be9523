import type { HostFacts } from '../../domain/facts.ts';
import type { ReadFiles } from '../../ports/files.ts';

/**
 * The facts with the docker client's settings of whoever called: under sudo that is not root, and
 * neither is the login that pulls are made with.
 */
export async function asCallingUser(
  facts: HostFacts,
  files: Pick<ReadFiles, 'snapshot'>,
): Promise<HostFacts> {
  const { uid, sudoUser } = facts.user;
  if (uid !== 0 || sudoUser === null || sudoUser === 'root') return facts;
  const home = homeOf(sudoUser, await files.snapshot('/etc/passwd'));
  if (home === null) return facts;
  const path = `${home}/.docker/config.json`;
  const config = await files.snapshot(path);
  return {
    ...facts,
    user: { ...facts.user, home },
    files: new Map([...facts.files, [path, config]]),
  };
}

/** `name:password:uid:gid:comment:home:shell` (man 5 passwd). */
function homeOf(user: string, { state }: Awaited<ReturnType<ReadFiles['snapshot']>>) {
  if (state.kind !== 'file') return null;
  const lines = new TextDecoder().decode(state.bytes).split('\n');
  const fields = lines.map((line) => line.split(':')).find(([name]) => name === user);
  return fields?.[5]?.startsWith('/') ? fields[5] : null;
}
