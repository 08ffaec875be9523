import { BlockList, isIP } from 'node:net';

/** A network in CIDR notation that knows its members. */
export interface Cidr {
  readonly text: string;
  contains(address: string): boolean;
}

/**
 * Reads `10.0.0.0/8` or `fd00::/8`; null when it is not a CIDR. Like Go, it takes no brackets, no
 * zone, no leading zeros, and an address with host bits set stands for its network.
 */
export function parseCidr(text: string): Cidr | null {
  const match = /^([0-9A-Fa-f:.]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  if (!match) return null;
  const address = match[1] ?? '';
  const prefix = Number(match[2]);
  const family = isIP(address);
  if (family === 0 || prefix > (family === 4 ? 32 : 128)) return null;
  const list = new BlockList();
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return { text, contains: (candidate) => inList(list, family, candidate) };
}

/** Whether an address is one of the loopback addresses, IPv4-mapped ones included. */
export function isLoopbackAddress(address: string): boolean {
  const plain = unmap(address);
  return loopback4.contains(plain) || loopback6.contains(plain);
}

/** `10.0.0.1` for `::ffff:10.0.0.1`; anything else as it is. */
export function unmap(address: string): string {
  const match = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return match?.[1] ?? address;
}

function inList(list: BlockList, family: number, candidate: string): boolean {
  const address = unmap(candidate);
  if (isIP(address) !== family) return false;
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

const loopback4 = knownCidr('127.0.0.0/8');
const loopback6 = knownCidr('::1/128');

function knownCidr(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a CIDR: ${text}`);
  return cidr;
}
