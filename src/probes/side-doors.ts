import type { Network, Wait } from '../ports/network.ts';
import type { DoorSeen } from './seen.ts';

/** Where registries listen: HTTPS, HTTP, and what distribution and Harbor take by default. */
const usualPorts = [443, 80, 5000, 8443] as const;

/** A host that is there answers a connection within a second, or refuses it. */
export const doorDeadlineMs = 1_500;

/**
 * Tries the usual ports of a host whose own port was not to be had: a host that answers elsewhere
 * is there, and its port is wrong or shut; one that answers nowhere is gone or cut off.
 */
export function trySideDoors(
  to: { readonly address: string; readonly port: number },
  { network, wait }: { readonly network: Network; readonly wait: Wait },
): Promise<readonly DoorSeen[]> {
  const others = usualPorts.filter((port) => port !== to.port);
  return Promise.all(
    others.map(async (port): Promise<DoorSeen> => {
      const outcome = await network.dial({ address: to.address, port }, wait);
      if (outcome.kind === 'saw') outcome.data.close();
      const answer = outcome.kind === 'saw' ? 'ok' : outcome.kind === 'failed' ? outcome.code : '';
      return { port, answer };
    }),
  ).then((doors) => doors.filter(({ answer }) => answer !== ''));
}
