import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import type { FileKeys, PublicKey } from '../domain/view.ts';
import { pemBlocks } from './pem/blocks.ts';

/**
 * Whose key a certificate file shows and a key file holds, as far as there is any. Only what is
 * public comes out.
 */
export function keysIn(bytes: Uint8Array): FileKeys {
  const blocks = pemBlocks(new TextDecoder('latin1').decode(bytes));
  const certificate = blocks.find(({ label }) => label === 'CERTIFICATE');
  const key = blocks.find(({ label }) => /(?:^| )PRIVATE KEY$/.test(label));
  return {
    certified: certificate ? certifiedBy(certificate.der) : null,
    held: key ? heldBy(key) : null,
  };
}

type Block = ReturnType<typeof pemBlocks>[number];

function certifiedBy(der: Uint8Array | null): PublicKey | 'unreadable' {
  try {
    return der ? publicKeyOf(new X509Certificate(der).publicKey) : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** Neither Go nor this asks for the passphrase of an encrypted key. */
function heldBy({ label, der, encrypted }: Block): PublicKey | 'unreadable' | 'encrypted' {
  if (encrypted || label.startsWith('ENCRYPTED')) return 'encrypted';
  if (!der) return 'unreadable';
  try {
    const base64 = Buffer.from(der).toString('base64');
    const pem = `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
    return publicKeyOf(createPublicKey(createPrivateKey(pem)));
  } catch {
    return 'unreadable';
  }
}

function publicKeyOf(key: ReturnType<typeof createPublicKey>): PublicKey {
  const info = key.export({ type: 'spki', format: 'der' });
  const sha256 = createHash('sha256').update(info).digest('hex');
  return { type: key.asymmetricKeyType ?? '', sha256 };
}
