/** Trusting what was seen on the wire is agreed to by its fingerprint. */
import { X509Certificate } from 'node:crypto';
import type { Bench } from '../bench.ts';

/** The agreement to trust the lab's private authority. */
export function acceptPrivateCa(code: string) {
  return async (bench: Bench) => [`${code}=${fingerprintOf(bench.lab.ca.private)}`];
}

/** A certificate's SHA-256, as openssl and browsers show it. */
export function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256;
}
