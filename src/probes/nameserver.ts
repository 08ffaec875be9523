import { randomInt } from 'node:crypto';
import type { Outcome } from '../domain/outcome.ts';
import type { Address, Network, Wait } from '../ports/network.ts';
import { type DnsReply, type DnsType, decodeReply, encodeQuestion } from './dns-message.ts';
import type { NameserverSeen } from './seen.ts';

export interface NameserverQuestion {
  readonly server: Address;
  readonly name: string;
  readonly type: DnsType;
}

/**
 * Asks one name server one question as Go does: UDP first, TCP when the answer was cut short
 * (golang/go src/net/dnsclient_unix.go exchange).
 */
export async function askNameserver(
  network: Network,
  question: NameserverQuestion,
  wait: Wait,
): Promise<NameserverSeen> {
  const overUdp = await askOver('udp', { network, question, wait });
  return overUdp.answer === 'TRUNCATED' ? askOver('tcp', { network, question, wait }) : overUdp;
}

/** The same question over TCP only: tells a blocked UDP port 53 from a dead server. */
export function askNameserverOverTcp(
  network: Network,
  question: NameserverQuestion,
  wait: Wait,
): Promise<NameserverSeen> {
  return askOver('tcp', { network, question, wait });
}

interface Exchange {
  readonly network: Network;
  readonly question: NameserverQuestion;
  readonly wait: Wait;
}

async function askOver(transport: 'udp' | 'tcp', exchange: Exchange): Promise<NameserverSeen> {
  const { question } = exchange;
  const server = `${question.server.address}${question.server.port === 53 ? '' : `#${question.server.port}`}`;
  const base = { server, name: question.name, type: question.type, transport };
  const id = randomInt(0x10000);
  const bytes = encodeQuestion(id, question.name, question.type);
  if (!bytes) return { ...base, answer: 'INVALID_NAME', addresses: [], ms: 0 };
  const outcome = await (transport === 'udp' ? overUdp : overTcp)(exchange, bytes);
  if (outcome.kind === 'skipped') return { ...base, answer: 'BUDGET', addresses: [], ms: 0 };
  if (outcome.kind === 'failed') {
    return { ...base, answer: outcome.code, addresses: [], ms: outcome.ms };
  }
  const reply = decodeReply(outcome.data, question.type);
  const answer = reply && reply.id === id ? answerOf(reply) : 'MALFORMED';
  return { ...base, answer, addresses: reply?.addresses ?? [], ms: outcome.ms };
}

function answerOf(reply: DnsReply): string {
  if (reply.truncated) return 'TRUNCATED';
  if (reply.rcode !== 0) return rcodes[reply.rcode] ?? `RCODE_${reply.rcode}`;
  return reply.addresses.length > 0 ? 'ok' : 'empty';
}

const rcodes: { readonly [rcode: number]: string } = {
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  5: 'REFUSED',
};

function overUdp({ network, question, wait }: Exchange, bytes: Uint8Array) {
  return network.datagram(question.server, bytes, wait);
}

/** RFC 1035 §4.2.2: two bytes of length before the message. */
async function overTcp(
  { network, question, wait }: Exchange,
  bytes: Uint8Array,
): Promise<Outcome<Uint8Array>> {
  const dialled = await network.dial(question.server, wait);
  if (dialled.kind !== 'saw') return dialled;
  const wire = dialled.data;
  wire.write(new Uint8Array([bytes.length >> 8, bytes.length & 0xff, ...bytes]));
  let heard = new Uint8Array();
  try {
    for (;;) {
      const read = await wire.read(wait);
      if (read.kind !== 'saw') return read;
      if (!read.data) return { kind: 'failed', code: 'ECONNRESET', detail: '', ms: dialled.ms };
      heard = new Uint8Array([...heard, ...read.data]);
      const length = 2 + ((heard[0] ?? 0) << 8) + (heard[1] ?? 0);
      if (heard.length >= 2 && heard.length >= length) {
        return { kind: 'saw', data: heard.slice(2, length), ms: dialled.ms + read.ms };
      }
    }
  } finally {
    wire.close();
  }
}
