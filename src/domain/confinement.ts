import { isIP } from 'node:net';
import { isLoopbackAddress, parseCidr, unmap } from './cidr.ts';
import type { Confinement } from './facts.ts';

/** How a unit keeps its processes from an address. */
export type Forbidden = 'address' | 'family';

/**
 * Whether systemd lets a unit's processes send to an address: a family they may make no sockets
 * of; then what is allowed before what is denied (`man 5 systemd.exec`, `systemd.resource-control`).
 * @returns null where nothing stands against it
 */
export function forbiddenBy(confinement: Confinement, address: string): Forbidden | null {
  const plain = unmap(address);
  const family = isIP(plain) === 6 ? 'AF_INET6' : 'AF_INET';
  if (!allowsFamily(confinement.families, family)) return 'family';
  const lists = (entries: readonly string[]) => entries.some((entry) => covers(entry, plain));
  if (lists(confinement.ipAllow) || !lists(confinement.ipDeny)) return null;
  return 'address';
}

function allowsFamily(families: readonly string[], family: string): boolean {
  const [first] = families;
  if (first === undefined) return true;
  const names = families.map((name) => name.replace(/^~/, ''));
  return names.includes(family) !== first.startsWith('~');
}

/** systemd writes the words it has for networks out, up to the release that keeps them. */
function covers(entry: string, address: string): boolean {
  if (entry === 'any') return true;
  if (entry === 'localhost') return isLoopbackAddress(address);
  const width = isIP(entry) === 6 ? 128 : 32;
  const network = parseCidr(isIP(entry) === 0 ? entry : `${entry}/${width}`);
  return network?.contains(address) === true;
}
