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

/** The line of /etc/hosts that led there, or the search list; nothing where the name itself did. */
export function pinLines({ dns, ...hop }: HopSeen): readonly string[] {
  if (dns.kind !== 'saw') return [];
  const { addresses, name, answered } = dns.data;
  if (isSearched({ dns })) return [`search list: ${name} → ${answered} ${addresses.join(', ')}`];
  return isPinned({ dns, ...hop }) ? [`/etc/hosts: ${addresses.join(', ')} ${name}`] : [];
}

/** How to look at that line, or at that list. */
export function pinRemedies({ dns, ...hop }: HopSeen): readonly Remedy[] {
  if (dns.kind !== 'saw') return [];
  const { name, answered } = dns.data;
  if (isSearched({ dns })) return [searchRemedy(name, answered)];
  if (!isPinned({ dns, ...hop })) return [];
  const text = say(
    `check whether the line of /etc/hosts that sends ${name} there is still right; remove or correct it`,
    `查看 /etc/hosts 中指向该地址的 ${name} 一行是否仍然有效；删除或更正`,
  );
  return [run(text, ['grep', '-in', name, '/etc/hosts'])];
}

/** Who answers for every name below his own answers for this one, too. */
function searchRemedy(name: string, answered: string): Remedy {
  const text = say(
    `see the search list: it was ${answered} that answered, not ${name}; remove that domain or a high ndots, or write ${name}. with a final dot`,
    `查看搜索列表：应答的是 ${answered}，而不是 ${name}；去掉该域名或较大的 ndots，或把名称写成末尾带点的 ${name}.`,
  );
  return run(text, ['grep', '-nE', 'search|ndots', '/etc/resolv.conf']);
}

/** Whether a name was found with a domain behind it; one with a dot in it is meant as it stands. */
export function isSearched({ dns }: Pick<HopSeen, 'dns'>): boolean {
  if (dns.kind !== 'saw' || dns.data.via !== 'dns') return false;
  const { name, answered } = dns.data;
  return name.includes('.') && answered.replace(/\.$/, '') !== name.replace(/\.$/, '');
}

/** `localhost` belongs there. */
function isPinned({ dns }: Pick<HopSeen, 'dns'>): boolean {
  return dns.kind === 'saw' && dns.data.via === 'hosts' && dns.data.name !== 'localhost';
}
