import type { NameserversSeen } from '../checks/evidence.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { Address } from '../ports/network.ts';
import { askNameserverOverTcp } from '../probes/nameserver.ts';
import {
  questionDeadlineMs,
  type Resolved,
  type ResolverSettings,
  resolve,
} from '../probes/resolve.ts';
import type { NameserverSeen } from '../probes/seen.ts';
import { resolverSettings } from './resolver-settings.ts';
import type { DiagnosePorts } from './walk-context.ts';

export interface ResolverOptions {
  /** instead of what /etc/resolv.conf and /etc/hosts say */
  readonly resolver?: ResolverSettings;
}

export interface SharedResolver {
  resolve(name: string): Promise<Resolved>;
  /** when all walks are done: every question, and the silent servers once more over TCP */
  survey(): Promise<NameserversSeen>;
}

interface Setting {
  readonly ports: DiagnosePorts;
  readonly signal: AbortSignal;
  readonly options: ResolverOptions;
}

/** One resolver for the whole diagnosis: each name is asked for once. */
export function sharedResolver(facts: HostFacts, setting: Setting): SharedResolver {
  const { ports, signal, options } = setting;
  const settings = options.resolver ?? resolverSettings(facts);
  const wait = { deadlineMs: questionDeadlineMs, signal };
  const known = new Map<string, Promise<Resolved>>();
  return {
    resolve: (name) => {
      const found = known.get(name) ?? resolve(name, settings, { network: ports.network, wait });
      known.set(name, found);
      return found;
    },
    survey: async () => {
      const resolved = await Promise.all(known.values());
      const asked = resolved.flatMap((each) => each.asked);
      const overTcp = await askSilentOnes(asked, settings, setting);
      return { configured: settings.servers.map(serverName), asked, overTcp };
    },
  };
}

/** The answer to one question over TCP tells a filter on UDP 53 from a server that is gone. */
const overTcpDeadlineMs = 1_500;

function askSilentOnes(
  asked: readonly NameserverSeen[],
  settings: ResolverSettings,
  { ports, signal }: Setting,
): Promise<readonly NameserverSeen[]> {
  const wait = { deadlineMs: overTcpDeadlineMs, signal };
  const silent = settings.servers.flatMap((server) => {
    const question = asked.find(
      (seen) => seen.server === serverName(server) && seen.answer === 'DEADLINE',
    );
    return question ? [{ server, name: question.name, type: question.type }] : [];
  });
  return Promise.all(silent.map((question) => askNameserverOverTcp(ports.network, question, wait)));
}

function serverName({ address, port }: Address): string {
  return port === 53 ? address : `${address}#${port}`;
}
