import type { NameserversSeen } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { Address } from '../../ports/network.ts';
import { askNameserverOverTcp } from '../../probes/nameserver.ts';
import {
  questionDeadlineMs,
  type Resolved,
  type ResolverSettings,
  resolve,
} from '../../probes/resolve.ts';
import type { NameserverSeen } from '../../probes/seen.ts';
import type { DiagnosePorts } from './context.ts';
import { resolverSettings } from './resolver-settings.ts';

export interface ResolverOptions {
  /** instead of what /etc/resolv.conf and /etc/hosts say */
  readonly resolver?: ResolverSettings;
}

export interface SharedResolver {
  /** @param source `servers`: as if /etc/hosts were empty */
  resolve(name: string, source?: 'servers'): Promise<Resolved>;
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
  const ended = new AbortController();
  const wait = {
    deadlineMs: questionDeadlineMs,
    signal: AbortSignal.any([signal, ended.signal]),
  };
  const known = new Map<string, Promise<Resolved>>();
  return {
    resolve: (name, source) => {
      const key = `${source ?? ''} ${name}`;
      const used = source === 'servers' ? { ...settings, hosts: () => [] } : settings;
      const found = known.get(key) ?? resolve(name, used, { network: ports.network, wait });
      known.set(key, found);
      return found;
    },
    survey: async () => {
      const resolved = await Promise.all(known.values());
      const settled = Promise.all(resolved.map((each) => each.settled));
      await Promise.race([settled, ports.clock.sleep(straggleMs, signal)]);
      const answered = resolved.flatMap((each) => [...each.asked]);
      ended.abort();
      const asked = [...answered, ...silentOnes(answered, settings)];
      const overTcp = await askSilentOnes(asked, settings, setting);
      const isDefault = settings.isDefault === true;
      return { configured: settings.servers.map(serverName), isDefault, asked, overTcp };
    },
  };
}

/** A name server that has not answered by this long after all else is done counts as silent. */
const straggleMs = 1_000;

/** What was asked of a server that has answered nothing, as if its time had run out. */
function silentOnes(
  answered: readonly NameserverSeen[],
  settings: ResolverSettings,
): readonly NameserverSeen[] {
  const [sample] = answered;
  if (!sample) return [];
  const silent = settings.servers
    .map(serverName)
    .filter((server) => !answered.some((seen) => seen.server === server));
  return silent.map((server) => ({
    ...sample,
    server,
    answer: 'DEADLINE',
    addresses: [],
    ms: straggleMs,
  }));
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
