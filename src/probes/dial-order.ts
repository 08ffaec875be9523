import { BlockList, isIPv6 } from 'node:net';
import type { Network } from '../ports/network.ts';

/**
 * The order in which Go dials the addresses of a name: those without a route last, then by
 * precedence (RFC 6724 as golang/go src/net/addrselect.go has it, without the scope and common
 * prefix rules, which only matter between several addresses of one family).
 */
export async function dialOrder(
  addresses: readonly string[],
  network: Network,
): Promise<readonly string[]> {
  const rated = await Promise.all(
    addresses.map(async (address, index) => ({
      address,
      index,
      usable: (await network.source({ address, port: 9 })).kind === 'saw',
      precedence: precedenceOf(address),
    })),
  );
  return rated
    .toSorted(
      (a, b) =>
        Number(b.usable) - Number(a.usable) || b.precedence - a.precedence || a.index - b.index,
    )
    .map((entry) => entry.address);
}

/** RFC 6724 §2.1, the default policy table. */
function precedenceOf(address: string): number {
  if (!isIPv6(address)) return 35;
  if (address === '::1') return 50;
  return policy.find(({ network, prefix }) => contains(network, prefix, address))?.precedence ?? 40;
}

const policy = [
  { network: '::ffff:0:0', prefix: 96, precedence: 35 },
  { network: '2002::', prefix: 16, precedence: 30 },
  { network: '2001::', prefix: 32, precedence: 5 },
  { network: 'fc00::', prefix: 7, precedence: 3 },
  { network: 'fec0::', prefix: 10, precedence: 1 },
];

function contains(network: string, prefix: number, address: string): boolean {
  const list = new BlockList();
  list.addSubnet(network, prefix, 'ipv6');
  return list.check(address, 'ipv6');
}
