import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** What a certificate's key is made of; `rsa-1024` is there to be refused. */
export type KeyType = 'ec' | 'ec-384' | 'rsa' | 'rsa-1024' | 'rsa-pss';

export interface KeyPair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const known = new Map<string, KeyPair>();

/**
 * The key pair of this type and slot, made once per process: an RSA key costs a tenth of a second,
 * and a test suite starts hundreds of servers.
 */
export function keyPair(type: KeyType, slot: string): KeyPair {
  const id = `${type}/${slot}`;
  const found = known.get(id);
  if (found) return found;
  const made = MAKERS[type]();
  known.set(id, made);
  return made;
}

const MAKERS: Record<KeyType, () => KeyPair> = {
  ec: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'ec-384': () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  rsa: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'rsa-pss': () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
  'rsa-1024': () => generateKeyPairSync('rsa', { modulusLength: 1024 }),
};
