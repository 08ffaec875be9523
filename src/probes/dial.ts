import { isIPv6 } from 'node:net';
import type { Outcome } from '../domain/outcome.ts';
import type { Network, Wait, Wire } from '../ports/network.ts';
import type { DialSeen } from './seen.ts';

export interface Dialled {
  readonly outcome: Outcome<Wire>;
  /** every address tried, in the order tried */
  readonly dials: readonly DialSeen[];
}

/** Go's Dialer.FallbackDelay: how much of a head start the first family has (RFC 6555). */
const fallbackDelayMs = 300;

/**
 * The engine waits 30 s. Within 5 s a SYN has been sent three times (RFC 6298: after 0, 1 and
 * 3 s), so silence until then is a filter or a route to nowhere, not a slow network.
 */
export const dialDeadlineMs = 5_000;

/**
 * A neighbour that is down is reported after three questions of a second each (linux arp(7)
 * mcast_solicit): the one of two addresses that is waited for so long tells that from a filter.
 */
const neighbourMs = 3_500;

/**
 * Dials the addresses of a name as Go does: one family after the other starts, each its
 * addresses in turn, and the first connection wins.
 * @see golang/go src/net/dial.go dialParallel, dialSerial
 */
export async function dial(
  addresses: readonly string[],
  port: number,
  { network, wait }: { readonly network: Network; readonly wait: Wait },
): Promise<Dialled> {
  const dials: DialSeen[] = [];
  const family = (address: string) => (isIPv6(address) ? 6 : 4);
  const firstFamily = addresses[0] === undefined ? 4 : family(addresses[0]);
  const primary = addresses.filter((address) => family(address) === firstFamily);
  const fallback = addresses.filter((address) => family(address) !== firstFamily);
  const racing = new AbortController();
  const inner = { ...wait, signal: AbortSignal.any([wait.signal, racing.signal]) };
  const serial = (list: readonly string[]) =>
    dialSerial(list, port, { network, wait: inner, dials });
  const first = serial(primary);
  const second = fallback.length === 0 ? null : afterHeadStart(first, () => serial(fallback));
  const outcome = await winner(first, second);
  racing.abort();
  const late = [first, ...(second ? [second] : [])];
  void Promise.all(late.map((loser) => loser.then((end) => closeLoser(end, outcome))));
  return { outcome, dials };
}

interface Serial {
  readonly network: Network;
  readonly wait: Wait;
  readonly dials: DialSeen[];
}

async function dialSerial(
  addresses: readonly string[],
  port: number,
  { network, wait, dials }: Serial,
): Promise<Outcome<Wire>> {
  let first: Outcome<Wire> | null = null;
  const share = shareOf(wait.deadlineMs, addresses.length);
  for (const address of addresses) {
    const outcome = await network.dial({ address, port }, { ...wait, deadlineMs: share });
    if (outcome.kind !== 'skipped') dials.push(seenOf(address, outcome));
    if (outcome.kind !== 'failed') return outcome;
    first ??= outcome;
  }
  return first ?? { kind: 'failed', code: 'NO_ADDRESS', detail: '', ms: 0 };
}

function shareOf(deadlineMs: number, addresses: number): number {
  if (addresses === 2) return Math.min(deadlineMs, neighbourMs);
  return Math.max(1_000, deadlineMs / Math.max(1, addresses));
}

function seenOf(address: string, outcome: Exclude<Outcome<Wire>, { kind: 'skipped' }>): DialSeen {
  const answer = outcome.kind === 'saw' ? 'ok' : outcome.code;
  return { address, family: isIPv6(address) ? 6 : 4, answer, ms: outcome.ms };
}

async function afterHeadStart(
  first: Promise<Outcome<Wire>>,
  start: () => Promise<Outcome<Wire>>,
): Promise<Outcome<Wire>> {
  let timer: NodeJS.Timeout | undefined;
  const headStart = new Promise<null>((pass) => {
    timer = setTimeout(() => pass(null), fallbackDelayMs);
  });
  const early = await Promise.race([first, headStart]);
  clearTimeout(timer);
  return early?.kind === 'saw' ? { kind: 'skipped', because: 'won' } : start();
}

/** The first connection; when neither family gets one, the first family's failure. */
async function winner(
  first: Promise<Outcome<Wire>>,
  second: Promise<Outcome<Wire>> | null,
): Promise<Outcome<Wire>> {
  if (!second) return first;
  const early = await Promise.race([first, second]);
  if (early.kind === 'saw') return early;
  const [one, two] = await Promise.all([first, second]);
  if (one.kind === 'saw') return one;
  return two.kind === 'saw' ? two : one;
}

function closeLoser(end: Outcome<Wire>, outcome: Outcome<Wire>): void {
  if (end.kind === 'saw' && end !== outcome) end.data.close();
}
