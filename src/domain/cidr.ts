import { BlockList, isIP, isIPv4 } from 'node:net';

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

/** A network without host bits, `10.0.0.0/8` for `10.1.2.3/8`; null when it is not a CIDR. */
export function networkText(text: string): string | null {
  if (!parseCidr(text)) return null;
  const [address = '', prefix = ''] = text.split('/');
  const width = isIP(address) === 4 ? 8 : 16;
  const parts = width === 8 ? address.split('.').map(Number) : groupsOf(address);
  const kept = parts.map((part, index) => {
    const bits = Math.min(width, Math.max(0, Number(prefix) - index * width));
    return part - (part % 2 ** (width - bits));
  });
  if (width === 8) return `${kept.join('.')}/${prefix}`;
  return `${canonical6(kept.map((group) => group.toString(16)).join(':'))}/${prefix}`;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const [head = [], tail = []] = canonical6(address)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const gap = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...gap, ...tail].map((group) => Number.parseInt(group, 16));
}

/** As RFC 5952 writes it, and WHATWG URLs do. */
function canonical6(address: string): string {
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}

/** Whether an address is one of the loopback addresses, IPv4-mapped ones included. */
export function isLoopbackAddress(address: string): boolean {
  const plain = unmap(address);
  // A name has no colon: most are told apart without the long way that IPv6 takes.
  if (!plain.includes(':')) return isIPv4(plain) && plain.startsWith('127.');
  return parseCidr('::1/128')?.contains(plain) === true;
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
