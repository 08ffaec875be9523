import type { Outcome, Stage } from '../../domain/outcome.ts';
import { parseCertificate } from '../../probes/certificate.ts';
import type { HopSeen, HttpSeen, WalkSeen } from '../../probes/seen.ts';

type Seen = { readonly [key: string]: unknown };

/** What a report shows of a stage: the few values that people recognise it by. */
export function seenOf(walk: WalkSeen, stage: Stage): Seen {
  const [hop] = walk.hops;
  return hop ? readers[stage](walk, hop) : {};
}

const readers: { readonly [S in Stage]: (walk: WalkSeen, hop: HopSeen) => Seen } = {
  dns: (_walk, { dns, asked }) => ({
    ...dataOf(dns, ({ name, via, addresses }) => ({ name, via, addresses })),
    ...(asked.length > 0 ? { servers: asked.map(serverLine) } : {}),
  }),
  tcp: (_walk, { tcp, dials }) => ({
    ...dataOf(tcp, ({ address, port }) => ({ address, port })),
    dialled: dials.map(({ address, answer, ms }) => ({ address, answer, ms })),
  }),
  proxy: (_walk, { tunnel }) =>
    dataOf(tunnel, ({ proxy, status, reason, schemes }) => ({ proxy, status, reason, schemes })),
  tls: (_walk, hop) => ({ ...tlsSeen(hop), ...(hop.sniff ? { sniff: hop.sniff } : {}) }),
  v2: ({ v2 }) => dataOf(v2, httpLine),
  token: ({ token, hops }) => ({
    ...dataOf(token, (data) => ({ ...httpLine(data), realm: data.realm, scope: data.scope })),
    ...elsewhere(hops, 'token'),
  }),
  manifest: ({ manifest }) =>
    dataOf(manifest, (data) => ({
      ...httpLine(data),
      mediaType: data.mediaType,
      digest: data.digest,
    })),
  blob: ({ blob, hops }) => ({
    ...dataOf(blob, (data) => ({
      ...httpLine(data),
      servedBy: data.servedBy,
      redirects: data.redirects,
    })),
    ...elsewhere(hops, 'blob'),
  }),
};

function dataOf<T>(outcome: Outcome<T>, read: (data: T) => Seen): Seen {
  if (outcome.kind === 'saw') return read(outcome.data);
  if (outcome.kind === 'skipped' || outcome.detail === '') return {};
  // OpenSSL's texts differ from release to release and hold paths of its own sources.
  return outcome.code.startsWith('ERR_SSL') ? {} : { detail: outcome.detail };
}

function serverLine({ server, type, transport, answer, ms }: HopSeen['asked'][number]): string {
  return `${server} ${type} ${transport}: ${answer} (${ms} ms)`;
}

function tlsSeen({ tls, verdict }: HopSeen): Seen {
  if (tls.kind !== 'saw') return dataOf(tls, () => ({}));
  const { protocol, cipher, chain } = tls.data;
  const [leaf, last] = [chain[0], chain.at(-1)].map((pem) => (pem ? parseCertificate(pem) : null));
  return {
    protocol,
    cipher,
    verified: verdict?.verified ?? null,
    subject: leaf?.commonName ?? null,
    names: leaf?.dnsNames.slice(0, 10) ?? [],
    issuer: last?.x509.issuer ? nameLine(last.x509.issuer) : null,
    notAfter: leaf && dateOf(leaf.notAfter),
    sha256: leaf?.x509.fingerprint256 ?? null,
    chain: chain.slice(0, longestChain).map(certificateSeen),
    ...(verdict?.problem ? { problem: verdict.problem, engineText: verdict.engineText } : {}),
  };
}

/** Nobody reads more of a chain, and Go gives up on such a long one anyway. */
const longestChain = 10;

function certificateSeen(pem: string): Seen {
  const certificate = parseCertificate(pem);
  if (!certificate) return { subject: null };
  const { x509, commonName, notBefore, notAfter } = certificate;
  const [subject, issuer] = [x509.subject, x509.issuer].map((name) => nameLine(name ?? ''));
  return {
    subject: commonName || subject || null,
    issuer: issuer || null,
    notBefore: dateOf(notBefore),
    notAfter: dateOf(notAfter),
    sha256: x509.fingerprint256,
    ownRoot: certificate.subject === certificate.issuer,
  };
}

function nameLine(name: string): string {
  return name.split('\n').join(', ');
}

function dateOf(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}

function httpLine({ url, status, errors, page, headers }: HttpSeen): Seen {
  const limit = headers['ratelimit-remaining'];
  return {
    url,
    status,
    ...(errors.length > 0 ? { errors } : {}),
    ...(page === null ? {} : { page }),
    ...(limit === undefined ? {} : { rateLimitRemaining: limit }),
  };
}

/** Hosts other than the registry's own, with how far each was reached. */
function elsewhere(hops: readonly HopSeen[], role: HopSeen['role']): Seen {
  const found = hops.filter((hop) => hop.role === role);
  if (found.length === 0) return {};
  return {
    hosts: found.map(({ host, port, proxy, dns, tcp, tls, verdict }) => ({
      host,
      port,
      proxy,
      dns: dns.kind,
      tcp: tcp.kind === 'failed' ? tcp.code : tcp.kind,
      tls: verdict && !verdict.ok ? verdict.problem : tls.kind,
    })),
  };
}
