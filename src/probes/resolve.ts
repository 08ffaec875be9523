import { isIP } from 'node:net';
import type { Outcome } from '../domain/outcome.ts';
import type { Address, Network, Wait } from '../ports/network.ts';
import { dialOrder } from './dial-order.ts';
import { askNameserver, askNameserverOverTcp } from './nameserver.ts';
import type { DnsSeen, NameserverSeen } from './seen.ts';

/** What decides how the engine resolves: /etc/hosts, /etc/resolv.conf and /etc/nsswitch.conf, read. */
export interface ResolverSettings {
  readonly servers: readonly Address[];
  /** no file names a server: these are the ones Go takes then */
  readonly isDefault?: boolean;
  readonly search: readonly string[];
  readonly ndots: number;
  /** `options use-vc`: TCP from the first question on */
  readonly useTcp?: boolean;
  /** how long the engine waits for one server before it asks the next; 5 s, unless said */
  readonly timeoutMs?: number;
  /** where addresses come from; from /etc/hosts and then the name servers, unless said */
  readonly sources?: 'files-dns' | 'dns-files' | 'files' | 'dns';
  /** addresses of a name in /etc/hosts, lower case without final dot */
  hosts(name: string): readonly string[];
}

export interface Resolved {
  readonly outcome: Outcome<DnsSeen>;
  /** every question whose answer is known so far; it grows until `settled` */
  readonly asked: readonly NameserverSeen[];
  /** when every name server has answered or run out of time */
  readonly settled: Promise<unknown>;
}

/** Go waits 5 s for a name server and asks twice; 4 s leave the rest of the budget to the hop. */
export const questionDeadlineMs = 4_000;

/** A server that is later than this by another's answer is reported, but not waited for. */
const patienceMs = 500;

/**
 * Resolves a name as Go's own resolver does: literal addresses, /etc/hosts, then the name servers
 * for each candidate of the search list, A and AAAA side by side.
 * All name servers are asked at once; of the answers the one counts that Go would have come to.
 * @see golang/go src/net/dnsclient_unix.go goLookupIPCNAMEOrder, tryOneName
 */
export async function resolve(
  name: string,
  settings: ResolverSettings,
  { network, wait }: { readonly network: Network; readonly wait: Wait },
): Promise<Resolved> {
  const begun = performance.now();
  const saw = (via: DnsSeen['via'], answered: string, addresses: readonly string[]) => ({
    kind: 'saw' as const,
    data: { name, via, answered, addresses },
    ms: Math.round(performance.now() - begun),
  });
  const { sources = 'files-dns' } = settings;
  const known = sources === 'dns' ? [] : settings.hosts(name.toLowerCase().replace(/\.$/, ''));
  const fromHosts = async () => saw('hosts', name, await dialOrder(known, network));
  const without = (outcome: Outcome<DnsSeen>) => ({ outcome, asked: [], settled: none });
  if (isIP(name) !== 0) return without(saw('literal', name, await dialOrder([name], network)));
  if (known.length > 0 && sources !== 'dns-files') return without(await fromHosts());
  if (sources === 'files')
    return without({ kind: 'failed', code: 'NO_DNS_SOURCE', detail: '', ms: 0 });
  const asked: NameserverSeen[] = [];
  const questions: Promise<unknown>[] = [];
  const settled = () => Promise.all(questions);
  let failure: Failure = { code: 'NO_NAMESERVER', detail: '' };
  for (const candidate of candidatesOf(name, settings)) {
    const answer = await askAll(candidate, { settings, network, wait, asked, questions });
    if (answer.addresses.length > 0) {
      const addresses = await dialOrder(answer.addresses, network);
      return { outcome: saw('dns', candidate, addresses), asked, settled: settled() };
    }
    failure = answer.failure;
  }
  if (known.length > 0) return { outcome: await fromHosts(), asked, settled: settled() };
  const ms = Math.round(performance.now() - begun);
  const outcome = wait.signal.aborted ? overBudget : { kind: 'failed' as const, ...failure, ms };
  return { outcome, asked, settled: settled() };
}

const none = Promise.resolve();
const overBudget = { kind: 'skipped', because: 'budget' } as const;

interface Failure {
  readonly code: string;
  readonly detail: string;
}

/** golang/go src/net/dnsclient_unix.go nameList; .onion is never asked for (RFC 7686). */
export function candidatesOf(
  name: string,
  settings: Pick<ResolverSettings, 'search' | 'ndots'>,
): readonly string[] {
  if (name.endsWith('.')) return allowed([name]);
  const enoughDots = name.split('.').length - 1 >= settings.ndots;
  const rooted = `${name}.`;
  const searched = settings.search.map((suffix) => `${rooted}${suffix.replace(/\.$/, '')}.`);
  return allowed(enoughDots ? [rooted, ...searched] : [...searched, rooted]);
}

function allowed(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.length <= 254 && !name.toLowerCase().endsWith('.onion.'));
}

interface Asking {
  readonly settings: ResolverSettings;
  readonly network: Network;
  readonly wait: Wait;
  readonly asked: NameserverSeen[];
  readonly questions: Promise<unknown>[];
}

interface Answer {
  readonly addresses: readonly string[];
  readonly failure: Failure;
}

async function askAll(name: string, asking: Asking): Promise<Answer> {
  const { settings, network, wait, asked, questions } = asking;
  const askOne = settings.useTcp ? askNameserverOverTcp : askNameserver;
  const pending = settings.servers.map(async (server) => {
    const pair = await Promise.all(
      (['A', 'AAAA'] as const).map((type) => askOne(network, { server, name, type }, wait)),
    );
    asked.push(...pair);
    return summarise(pair);
  });
  questions.push(...pending);
  return firstDecisive(pending, settings.timeoutMs ?? 5_000);
}

/** Both answers of one server: any address decides, and so does "no such name". */
function summarise(pair: readonly NameserverSeen[]): Answer & { decisive: boolean } {
  const addresses = pair.flatMap((seen) => seen.addresses);
  const worst = pair.find((seen) => seen.answer !== 'ok' && seen.answer !== 'empty');
  const noName = !worst || pair.some((seen) => seen.answer === 'NXDOMAIN');
  const code = noName ? 'NXDOMAIN' : (worst?.answer ?? 'NXDOMAIN');
  const detail = pair[0] ? `${pair[0].name} on ${pair[0].server}` : '';
  return { addresses, failure: { code, detail }, decisive: addresses.length > 0 || noName };
}

/**
 * Go asks one server after the other and moves on when one fails or stays silent. Asked all at
 * once, the answer of the first server in order counts, unless it is late while a later one is
 * not: then Go would have got there too, only after its time-out.
 */
async function firstDecisive(
  pending: readonly Promise<Answer & { decisive: boolean }>[],
  timeoutMs: number,
): Promise<Answer> {
  let failure: Failure = { code: 'NO_NAMESERVER', detail: '' };
  let waitedMs = 0;
  for (const [index, promise] of pending.entries()) {
    const later = pending.slice(index + 1);
    const answer = await inTime(promise, later);
    if (!answer || answer.failure.code === 'DEADLINE') waitedMs += timeoutMs;
    if (answer?.decisive && waitedMs >= engineWaitsMs) return { addresses: [], failure: tooLate };
    if (answer?.decisive) return answer;
    if (answer) failure = answer.failure;
  }
  const late = await Promise.all(pending);
  return late.find((answer) => answer.decisive) ?? { addresses: [], failure };
}

/** The engine's first request has 15 s altogether (docker/distribution registry/ping.go). */
const engineWaitsMs = 15_000;
const tooLate: Failure = { code: 'DEADLINE', detail: 'the servers before it take too long' };

/** null when a later server has answered decisively and this one is still silent a while after. */
async function inTime<T extends { decisive: boolean }>(
  promise: Promise<T>,
  later: readonly Promise<T>[],
): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  let decided = false;
  const overtaken = new Promise<null>((pass) => {
    for (const other of later) {
      void other.then((answer) => {
        if (answer.decisive && !decided) timer ??= setTimeout(() => pass(null), patienceMs);
      });
    }
  });
  try {
    return await Promise.race([promise, overtaken]);
  } finally {
    decided = true;
    clearTimeout(timer);
  }
}
