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

/**
 * The signatures Go takes in a handshake (golang/go src/crypto/tls/common.go
 * supportedSignatureAlgorithms): OpenSSL would also agree to those of RSA-PSS keys and of Ed448.
 */
const signatures = [
  'rsa_pss_rsae_sha256:ecdsa_secp256r1_sha256:ed25519:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512',
  'rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512',
  'ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:rsa_pkcs1_sha1:ecdsa_sha1',
].join(':');

/** The part of a handshake's settings that decides what the engine and the peer can agree on. */
export function tlsOffer({ offer, quantumSafe = false }: TlsHello): SecureContextOptions {
  if (offer === 'anything') return offers.anything;
  const ecdhCurve = quantumSafe && knowsMlKem() ? quantumProof : groups;
  return { ...offers[offer], ecdhCurve, sigalgs: signatures };
}

/** OpenSSL has it since 3.5; the one of Node 22 is older. */
function knowsMlKem(): boolean {
  const [major = 0, minor = 0] = process.versions.openssl.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 5);
}

/**
 * What the engine's client offers: TLS 1.2 with ECDHE at least in the classic store, and AES-GCM or,
 * before 29.0, CBC (moby daemon/pkg/registry/registry.go newTLSConfig, which takes ServerDefault of
 * docker/go-connections tlsconfig/config.go; measured on 20.10, 26.1 and 28.5), what Go has by itself in the
 * other (golang/go src/crypto/tls/defaults.go); and everything OpenSSL still knows. Security level
 * 0 lets weak keys through, because the judgement is made on the certificate afterwards.
 */
const offers: { readonly [O in TlsOffer]: { minVersion: SecureVersion; ciphers: string } } = {
  engine: { minVersion: 'TLSv1.2', ciphers: [...modern, '@SECLEVEL=0'].join(':') },
  'old-engine': { minVersion: 'TLSv1.2', ciphers: [...modern, ...cbc, '@SECLEVEL=0'].join(':') },
  go: { minVersion: 'TLSv1.2', ciphers: [...modern, ...chacha, ...cbc, '@SECLEVEL=0'].join(':') },
  'old-go': {
    minVersion: 'TLSv1.2',
    ciphers: [...modern, ...chacha, ...cbc, ...rsa, '@SECLEVEL=0'].join(':'),
  },
  anything: { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' },
};
