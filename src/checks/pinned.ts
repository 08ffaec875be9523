import type { Remedy } from '../domain/finding.ts';
import type { Said } from '../domain/said.ts';
import type { HopSeen } from '../probes/seen.ts';
import { run, say } from './write.ts';

/**
 * The addresses that were tried, and that /etc/hosts has named them where it has: no name server
 * was asked then, and none may be there to say whether the line still holds.
 */
export function triedAddresses(hop: HopSeen): Said {
  const addresses = hop.dials.map(({ address }) => address).join(', ');
  return isPinned(hop)
    ? say(`${addresses}, by /etc/hosts`, `${addresses}，来自 /etc/hosts`)
    : say(addresses, addresses);
}

/** The line of /etc/hosts that led there; nothing where a name server did. */
export function pinLines({ dns, ...hop }: HopSeen): readonly string[] {
  if (dns.kind !== 'saw' || !isPinned({ dns, ...hop })) return [];
  return [`/etc/hosts: ${dns.data.addresses.join(', ')} ${dns.data.name}`];
}

/** How to look at that line. */
export function pinRemedies({ dns, ...hop }: HopSeen): readonly Remedy[] {
  if (dns.kind !== 'saw' || !isPinned({ dns, ...hop })) return [];
  const { name } = dns.data;
  const text = say(
    `see whether the line of /etc/hosts that sends ${name} there still holds; remove or correct it`,
    `查看 /etc/hosts 中指向该地址的 ${name} 一行是否仍然有效；删除或更正`,
  );
  return [run(text, ['grep', '-n', name, '/etc/hosts'])];
}

/** `localhost` belongs there. */
function isPinned({ dns }: Pick<HopSeen, 'dns'>): boolean {
  return dns.kind === 'saw' && dns.data.via === 'hosts' && dns.data.name !== 'localhost';
}
