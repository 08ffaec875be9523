import { linesOf } from './text.ts';

/** Where a name's addresses come from, in this order. */
export type NameSources = 'files-dns' | 'dns-files' | 'files' | 'dns';

/**
 * The sources of host names in an nsswitch.conf, as Go's own resolver takes them; without a line
 * for hosts, or with a source that Go leaves to the C library, the files and then the name servers.
 * Source: go src/net/conf.go (lookupOrder), src/net/nss.go.
 */
export function nameSourcesOf(text: string): NameSources {
  const named = linesOf(text)
    .map((line) => /^\s*hosts:(.*)$/.exec(line.text.replace(/#.*$/, ''))?.[1])
    .findLast((rest) => rest !== undefined);
  const all = (named ?? '')
    .replace(/\[[^\]]*\]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  // mDNS and the host's own name are asked beside these, and decide nothing about a registry.
  const sources = all.filter((source) => source !== 'myhostname' && !source.startsWith('mdns'));
  if (sources.length === 0 || sources.some((one) => one !== 'files' && one !== 'dns')) {
    return 'files-dns';
  }
  if (!sources.includes('dns')) return 'files';
  if (!sources.includes('files')) return 'dns';
  return sources[0] === 'files' ? 'files-dns' : 'dns-files';
}
