import type { HostFacts } from '../../domain/facts.ts';
import { hostsLinesFor, parseHostsFile } from '../../formats/hosts-file.ts';
import { nameSourcesOf } from '../../formats/nsswitch.ts';
import { parseResolvConf } from '../../formats/resolv-conf.ts';
import type { ResolverSettings } from '../../probes/resolve.ts';

/** The files Go's resolver goes by; gathering must read them. */
export const resolverFiles = ['/etc/hosts', '/etc/resolv.conf', '/etc/nsswitch.conf'] as const;

/** How the engine's host resolves, from the files as they were gathered. */
export function resolverSettings(facts: HostFacts): ResolverSettings {
  const text = (path: string) => {
    const state = facts.files.get(path)?.state;
    return state?.kind === 'file' ? new TextDecoder().decode(state.bytes) : '';
  };
  const conf = parseResolvConf(text('/etc/resolv.conf'));
  const hosts = parseHostsFile(text('/etc/hosts'));
  return {
    servers: conf.nameservers.map(({ address }) => ({ address, port: 53 })),
    isDefault: conf.isDefault,
    search: conf.search,
    ndots: conf.ndots,
    useTcp: conf.useTcp,
    timeoutMs: conf.timeoutSeconds * 1000,
    sources: nameSourcesOf(text('/etc/nsswitch.conf')),
    hosts: (name) => hostsLinesFor(hosts, name).map(({ address }) => address),
  };
}
