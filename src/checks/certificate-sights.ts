import { type Certificate, parseCertificate } from '../probes/certificate.ts';
import type { TrustProblem, TrustVerdict } from '../probes/seen.ts';
import type { RouteSeen } from './evidence.ts';
import { type HopSight, hopSights, wayLines } from './sights.ts';

/** A hop whose certificate the engine refuses. */
export interface CertificateSight extends HopSight {
  readonly verdict: TrustVerdict;
  /** as presented, leaf first */
  readonly chain: readonly Certificate[];
}

/** Every hop whose certificate the engine refuses for one of these problems. */
export function certificateSights(
  routes: readonly RouteSeen[],
  problems: readonly TrustProblem[],
): readonly CertificateSight[] {
  return hopSights(routes).flatMap((sight) => {
    const { verdict, tls } = sight.hop;
    if (!verdict?.problem || !problems.includes(verdict.problem) || tls.kind !== 'saw') return [];
    const chain = tls.data.chain.map((pem) => parseCertificate(pem));
    return [{ ...sight, verdict, chain: chain.filter((each) => each !== null) }];
  });
}

/** What identifies a presented chain: who signed whom, until when, and the leaf's fingerprint. */
export function chainLines({ chain, verdict, hop }: CertificateSight): readonly string[] {
  const lines = chain.map(
    (each, index) =>
      `${index}: ${nameOf(each)}, issued by ${issuerOf(each)}, until ${dateOf(each.notAfter)}`,
  );
  const [leaf] = chain;
  const fingerprint = leaf ? [`SHA-256 ${leaf.x509.fingerprint256}`] : [];
  return [verdict.engineText, ...wayLines(hop), ...lines, ...fingerprint];
}

/** Common name, or the whole subject where there is none. */
export function nameOf(certificate: Certificate): string {
  return certificate.commonName || oneLine(certificate.x509.subject);
}

/** The issuer as people know it: its common name and organisation. */
export function issuerOf(certificate: Certificate): string {
  const text = oneLine(certificate.x509.issuer);
  const of = (key: string) => new RegExp(`(?:^|, )${key}=([^,]*)`).exec(text)?.[1];
  const [name, organisation] = [of('CN'), of('O')];
  return [name, organisation].filter((part) => part).join(', ') || text;
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

/** `2026-11-20` */
export function dateOf(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '?';
}
