import type { SecureContextOptions, SecureVersion } from 'node:tls';
import type { TlsHello, TlsOffer } from '../../ports/network.ts';

const modern = [
  'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256',
];
const chacha = ['ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305'];
const cbc = [
  'ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA',
];
const rsa = ['AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA:AES256-SHA'];

/**
 * The groups of Go's key exchange (golang/go src/crypto/tls/defaults.go), without those that only
 * OpenSSL has. The one against quantum computers comes with Go 1.24, and makes the first message
 * larger than a packet, which not everything on the way bears.
 */
const groups = 'X25519:P-256:P-384:P-521';
const quantumProof = `X25519MLKEM768:${groups}`;

/** The part of a handshake's settings that decides what the engine and the peer can agree on. */
export function tlsOffer({ offer, quantumSafe = false }: TlsHello): SecureContextOptions {
  if (offer === 'anything') return offers.anything;
  return { ...offers[offer], ecdhCurve: quantumSafe && knowsMlKem() ? quantumProof : groups };
}

/** OpenSSL has it since 3.5; the one of Node 22 is older. */
function knowsMlKem(): boolean {
  const [major = 0, minor = 0] = process.versions.openssl.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 5);
}

/**
 * What the engine's client offers: TLS 1.2 with ECDHE and AES-GCM at least in the classic store
 * (moby vendor/github.com/docker/go-connections/tlsconfig/config.go), what Go has by itself in the
 * other (golang/go src/crypto/tls/defaults.go); and everything OpenSSL still knows. Security level
 * 0 lets weak keys through, because the judgement is made on the certificate afterwards.
 */
const offers: { readonly [O in TlsOffer]: { minVersion: SecureVersion; ciphers: string } } = {
  engine: { minVersion: 'TLSv1.2', ciphers: [...modern, '@SECLEVEL=0'].join(':') },
  go: { minVersion: 'TLSv1.2', ciphers: [...modern, ...chacha, ...cbc, '@SECLEVEL=0'].join(':') },
  'old-go': {
    minVersion: 'TLSv1.2',
    ciphers: [...modern, ...chacha, ...cbc, ...rsa, '@SECLEVEL=0'].join(':'),
  },
  anything: { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' },
};
