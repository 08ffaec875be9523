import { isIP } from 'node:net';
import type { Outcome } from '../domain/outcome.ts';
import type { Network, TlsHello, TlsSession, Wait, Wire } from '../ports/network.ts';
import type { Certificate } from './certificate.ts';
import { parseCertificate } from './certificate.ts';
import { verifyChain } from './go-verify.ts';
import type { TlsSeen, TrustVerdict } from './seen.ts';

/** As long as the engine waits (TLSHandshakeTimeout: 10 s), so that silence is its verdict too. */
export const handshakeDeadlineMs = 10_000;

export interface HandshakeWishes {
  readonly host: string;
  readonly client: TlsHello['client'];
  readonly offer: TlsHello['offer'];
  readonly quantumSafe?: boolean;
  /** null: the policy accepts any certificate */
  readonly pool: readonly Certificate[] | null;
  readonly now: number;
  readonly goMinor: number;
  readonly lenient: boolean;
}

export interface Handshake {
  readonly outcome: Outcome<TlsSeen>;
  readonly verdict: TrustVerdict | null;
  readonly wire: Wire | null;
}

/**
 * TLS as the engine would do it: what was presented, and apart from it what Go would say of it.
 */
export async function handshake(
  network: Network,
  below: Wire,
  { wishes, wait }: { readonly wishes: HandshakeWishes; readonly wait: Wait },
): Promise<Handshake> {
  const serverName = isIP(wishes.host) === 0 ? wishes.host.replace(/\.$/, '') : null;
  const { offer, client, quantumSafe = false } = wishes;
  const hello = { serverName, offer, client, quantumSafe };
  const outcome = await network.secure(below, hello, wait);
  if (outcome.kind !== 'saw') return { outcome, verdict: null, wire: null };
  const { wire, ...session } = outcome.data;
  const data = { ...session, sentClientCertificate: wishes.client !== null };
  return { outcome: { ...outcome, data }, verdict: judge(outcome.data, wishes), wire };
}

function judge(session: TlsSession, wishes: HandshakeWishes): TrustVerdict {
  const chain = session.chain.map((pem) => parseCertificate(pem)).filter((found) => found !== null);
  const { host, now, goMinor, lenient } = wishes;
  if (wishes.pool) return verifyChain(chain, wishes.pool, { host, now, goMinor, lenient });
  const subject = chain[0]?.commonName ?? '';
  return { ok: true, verified: false, problem: null, subject, detail: {}, engineText: '' };
}
