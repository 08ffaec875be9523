import type { HostFacts } from '../domain/facts.ts';
import { isInsecure } from '../domain/insecure.ts';
import { editHostsToml } from '../formats/hosts-toml-edit.ts';
import type { Edit } from './contract.ts';
import { daemonValue } from './daemon-json.ts';
import { namesIn, trustFolder } from './hosts-files.ts';

/** The first line of every hosts.toml that dockcfg made. */
export const heading = '# Written by dockcfg; `dockcfg history` tells when and why.\n';

/**
 * A new file. It names the upstream, and the certificates that lie in the directory already: with
 * a hosts.toml the engine no longer finds them by itself.
 */
export function beginHostsToml(
  host: string,
  edits: readonly Edit[],
  facts: HostFacts,
): string | null {
  if (!edits.some((edit) => edit.key === 'mirrors' && edit.value !== null)) return null;
  const names = namesIn(facts, trustFolder(facts, host));
  const ca = names.filter((name) => name.endsWith('.crt'));
  const client = names
    .filter((name) => name.endsWith('.cert'))
    .map((certificate) => keyPair(certificate, names));
  return editHostsToml(heading, {
    server: upstream(host, facts),
    top: {
      ...(ca.length > 0 ? { ca } : {}),
      ...(client.length > 0 ? { client } : {}),
      ...(isListedInsecure(host, facts) ? { skipVerify: true } : {}),
    },
  });
}

function keyPair(certificate: string, names: readonly string[]) {
  const key = certificate.replace(/\.cert$/, '.key');
  return { certificate, key: names.includes(key) ? key : null };
}

/**
 * With a TLS setting an http URL means: HTTPS first, then HTTP, as for an insecure registry
 * (containerd core/remotes/docker/config/hosts.go ConfigureHosts).
 */
function upstream(host: string, facts: HostFacts): string {
  if (host === 'docker.io') return 'https://registry-1.docker.io';
  return `${isListedInsecure(host, facts) ? 'http' : 'https'}://${host}`;
}

function isListedInsecure(host: string, facts: HostFacts): boolean {
  const list = daemonValue(facts, 'insecure-registries');
  const entries = Array.isArray(list) ? list.map(String) : [];
  const { by } = isInsecure(host, { entries, version: facts.engine.version }, null);
  return by !== null && entries.includes(by);
}
