import type { HostFacts } from '../domain/facts.ts';

/**
 * The root-only environment file for credentials that an engine can take from its environment
 * alone. `Environment=` will not do: every user can read it with `systemctl show`.
 */
export function secretsFile(facts: Pick<HostFacts, 'serviceManager' | 'user'>): string {
  return facts.serviceManager === 'systemd-user'
    ? `${facts.user.home}/.local/state/dockcfg/docker.env`
    : '/var/lib/dockcfg/docker.env';
}
