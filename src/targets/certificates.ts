/** The certificates of a PEM text as their base64 bodies: two texts with the same ones trust the same. */
export function certificateBodies(pem: string): readonly string[] {
  const blocks = pem.matchAll(
    /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g,
  );
  return [...blocks].map(([, body = '']) => body.replace(/\s+/g, ''));
}

/** Whether two PEM texts hold the same certificates, in whatever order. */
export function sameCertificates(a: string, b: string): boolean {
  const [one, other] = [new Set(certificateBodies(a)), new Set(certificateBodies(b))];
  return one.size > 0 && one.size === other.size && [...one].every((body) => other.has(body));
}

/**
 * A short name for a certificate's file: the same certificate always gets the same one. FNV-1a
 * over the body is plenty to tell a handful of certificates apart; nothing is proven by it.
 */
export function certificateName(pem: string): string {
  const mask = 0xffffffffffffffffn;
  const prime = 0x100000001b3n;
  let hash = 0xcbf29ce484222325n;
  for (const character of certificateBodies(pem).join()) {
    hash = ((hash ^ BigInt(character.charCodeAt(0))) * prime) & mask;
  }
  return hash.toString(16).padStart(16, '0');
}
