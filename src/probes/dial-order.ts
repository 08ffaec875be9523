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
  return policy.find(({ list }) => list.check(address, 'ipv6'))?.precedence ?? 40;
}

const policy = [
  { list: subnet('::ffff:0:0', 96), precedence: 35 },
  { list: subnet('2002::', 16), precedence: 30 },
  { list: subnet('2001::', 32), precedence: 5 },
  { list: subnet('fc00::', 7), precedence: 3 },
  { list: subnet('fec0::', 10), precedence: 1 },
];

function subnet(network: string, prefix: number): BlockList {
  const list = new BlockList();
  list.addSubnet(network, prefix, 'ipv6');
  return list;
}
