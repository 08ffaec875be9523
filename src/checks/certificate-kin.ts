import { type Certificate, parseBundle } from '../probes/certificate.ts';
import { type CertificateSight, issuerOf, nameOf } from './certificate-sights.ts';

/**
 * A trusted root that bears the family name of an issuer that is not trusted: the server may have
 * left out what stands between the two. A hint, and no proof.
 * @returns null where the chain ends in a root of its own, or nothing trusted is called alike
 */
export function kinOf({ chain, walk }: CertificateSight): Certificate | null {
  const last = chain.at(-1);
  if (!last || last.subject === last.issuer) return null;
  const family = familyOf(issuerOf(last));
  if (family === '') return null;
  const trusted = walk.endpoint.trust.sources.flatMap(({ pem }) => (pem ? parseBundle(pem) : []));
  const roots = trusted.filter(({ subject, issuer }) => subject === issuer);
  return roots.find((root) => familyOf(nameOf(root)) === family) ?? null;
}

/** `Corp Issuing CA 2` and `Corp Root CA` are of one family; `CA` alone is of none. */
function familyOf(name: string): string {
  return (name.split(',', 1)[0] ?? '')
    .toLowerCase()
    .replace(
      /\b(root|issuing|intermediate|subordinate|sub|ca|authority|certification|certificate)\b/g,
      ' ',
    )
    .replace(/\b[a-z]?\d+\b/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
