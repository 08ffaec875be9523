import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyPairProblem } from '../../src/domain/trust-file.ts';
import type { TrustFile } from '../../src/domain/view.ts';
import { keysIn } from '../../src/formats/key-file.ts';
import { rootAuthority } from '../world/certificates/authority.ts';

const ec = rootAuthority('of a P-256 key').issue({ names: ['client.example'] });
const other = rootAuthority('of another key').issue({ names: ['other.example'], keyType: 'rsa' });
const fresh = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pem = { type: 'pkcs8', format: 'pem' } as const;
const locked = fresh.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'secret' });
const oldForm = fresh.export({
  type: 'sec1',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'secret',
});

function file(name: string, text: string | Buffer): TrustFile {
  const bytes = new TextEncoder().encode(String(text));
  return { name, path: `/etc/docker/certs.d/x/${name}`, bytes, keys: keysIn(bytes) };
}

const certificate = file('client.cert', ec.pem);

describe('a pair as Go takes it', () => {
  test.each<[string, string | Buffer, string | null]>([
    ['its own key', ec.keyPem, null],
    ['its own key behind a certificate', `${ec.pem}${ec.keyPem}`, null],
    ['the key of another of its kind', fresh.export(pem), 'does not match public key'],
    ['a key of another kind', other.keyPem, 'private key type does not match public key type'],
    ['a key with a passphrase', locked, 'tls: failed to parse private key'],
    ['a key with a passphrase in the old form', oldForm, 'tls: failed to parse private key'],
    ['a damaged key', String(ec.keyPem).replace(/\n.{6}/, '\n'), 'failed to parse private key'],
    ['no key', 'hello', 'failed to find any PEM data in key input'],
  ])('%s', (_title, key, problem) => {
    const found = keyPairProblem(certificate, file('client.key', key));
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
  });

  test('nothing is said of a pair that nobody looked into', () => {
    const { keys: _keys, ...unseen } = file('client.key', fresh.export(pem));
    expect(keyPairProblem(certificate, unseen)).toBeNull();
  });

  test('only what is public is kept of a key', () => {
    const held = JSON.stringify(keysIn(new TextEncoder().encode(String(ec.keyPem))));
    const secret = String(ec.keyPem).split('\n')[1] ?? '';
    expect(held).toContain('sha256');
    expect(held).not.toContain(secret);
  });
});
