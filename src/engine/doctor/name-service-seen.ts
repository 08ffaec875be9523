import type { NameServiceSeen, RouteSeen } from '../../checks/evidence.ts';
import type { DiagnosePorts } from '../walk/context.ts';

/** `getent` may wait for a network of its own; it is only asked beside what was seen. */
const getentDeadlineMs = 2_000;

/** What the C library finds for the names that Go's resolver did not. */
export async function nameServiceSeen(
  routes: readonly RouteSeen[],
  { commands }: DiagnosePorts,
): Promise<readonly NameServiceSeen[]> {
  if (!commands) return [];
  const hops = routes.flatMap(({ walks }) => walks.flatMap((walk) => walk.hops));
  const lost = hops.filter(({ dns, proxy }) => dns.kind === 'failed' && proxy === null);
  const names = [...new Set(lost.map(({ host }) => host))].slice(0, mostNames);
  return Promise.all(
    names.map(async (name) => {
      const argv = ['getent', 'ahosts', name] as const;
      const { stdout } = await commands.run(argv, { deadlineMs: getentDeadlineMs });
      const found = stdout.split('\n').flatMap((line) => line.split(/\s+/, 1));
      return { name, addresses: [...new Set(found)].filter((each) => /^[\da-f.:]+$/i.test(each)) };
    }),
  );
}

/** Each name costs a process; nobody has more registries that do not resolve. */
const mostNames = 8;
