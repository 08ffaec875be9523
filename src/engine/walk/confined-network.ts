import { forbiddenBy } from '../../domain/confinement.ts';
import type { Confinement } from '../../domain/facts.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Network } from '../../ports/network.ts';

/**
 * The network as the engine's unit lets it be used: nothing is sent to an address that is kept
 * from the engine. Its connections to such an address are dropped, its datagrams are refused, and
 * of a family that it may not use it gets no socket (measured on 28.5.2).
 */
export function confinedNetwork(network: Network, confinement: Confinement | undefined): Network {
  if (!confinement) return network;
  const kept = (address: string, dropped: string): Outcome<never> | null => {
    const forbidden = forbiddenBy(confinement, address);
    if (forbidden === null) return null;
    const code = forbidden === 'family' ? 'EAFNOSUPPORT' : dropped;
    return { kind: 'failed', code, detail: 'kept from the engine by its unit', ms: 0 };
  };
  return {
    ...network,
    dial: async (to, wait) => kept(to.address, 'DEADLINE') ?? network.dial(to, wait),
    datagram: async (to, bytes, wait) =>
      kept(to.address, 'EPERM') ?? network.datagram(to, bytes, wait),
  };
}
