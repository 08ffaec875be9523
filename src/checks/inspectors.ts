import type { Certificate } from '../probes/certificate.ts';

/**
 * Products that open TLS on the way and sign anew, by a word in their issuer's name. Seen in
 * reports of docker/for-win#23, moby#25469 and the vendors' own manuals.
 */
const products: readonly (readonly [word: RegExp, product: string])[] = [
  [/zscaler/i, 'Zscaler'],
  [/netskope|goskope/i, 'Netskope'],
  [/forti(gate|net)/i, 'Fortinet FortiGate'],
  [/palo ?alto|globalprotect/i, 'Palo Alto Networks'],
  [/blue ?coat|symantec web|broadcom proxy/i, 'Blue Coat / Symantec'],
  [/check ?point/i, 'Check Point'],
  [/cisco umbrella|opendns/i, 'Cisco Umbrella'],
  [/mcafee|skyhigh/i, 'McAfee / Skyhigh Web Gateway'],
  [/sophos/i, 'Sophos'],
  [/websense|forcepoint/i, 'Forcepoint'],
  [/squid/i, 'Squid'],
  [/mitmproxy/i, 'mitmproxy'],
  [/charles proxy/i, 'Charles Proxy'],
  [/fiddler/i, 'Fiddler'],
  [/kaspersky/i, 'Kaspersky'],
  [/eset ssl/i, 'ESET'],
  [/avast|avg web/i, 'Avast / AVG'],
  [/bitdefender/i, 'Bitdefender'],
  [/cloudflare (gateway|for teams)/i, 'Cloudflare Gateway'],
  [/sangfor|深信服/i, 'Sangfor'],
  [/untangle|arista edge/i, 'Untangle'],
  [/watchguard/i, 'WatchGuard'],
  [/barracuda/i, 'Barracuda'],
  [/iboss/i, 'iboss'],
];

/** The inspecting product a chain was signed by; null when its issuers have no known name. */
export function inspectorOf(chain: readonly Certificate[]): string | null {
  const issuers = chain.map(({ x509 }) => x509.issuer).join('\n');
  return products.find(([word]) => word.test(issuers))?.[1] ?? null;
}

/**
 * Hosts whose certificates are issued by public authorities, always: a chain from anybody else is
 * somebody on the way.
 */
const publicHosts =
  /(^|\.)(docker\.io|docker\.com|ghcr\.io|githubusercontent\.com|gcr\.io|pkg\.dev|quay\.io|registry\.k8s\.io|mcr\.microsoft\.com|azurecr\.io|amazonaws\.com|public\.ecr\.aws|cloudflarestorage\.com|registry\.gitlab\.com|nvcr\.io)$/i;

/** Whether a host is known to present publicly trusted certificates. */
export function isPublicRegistry(host: string): boolean {
  return publicHosts.test(host);
}
