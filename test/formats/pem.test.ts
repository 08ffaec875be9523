import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/secret.ts';
import { encode } from '../../src/formats/encoding.ts';
import { keyBelongsTo, readCertificates, readPrivateKey, toPem } from '../../src/formats/pem.ts';
import { bytesOf } from '../../src/formats/text.ts';
import { rootAuthority } from '../world/certificates/authority.ts';
import { contextBytes, integer, oid, sequence, set } from '../world/certificates/der.ts';

const root = rootAuthority('Corp Root');
const other = rootAuthority('Other Root');
const leaf = root.issue({ names: ['harbor.example'] });

function read(content: string | Uint8Array) {
  return readCertificates(typeof content === 'string' ? bytesOf(content) : content);
}

function reason(content: string | Uint8Array): string {
  const result = read(content);
  return result.kind === 'unusable' ? result.reason.en : 'usable';
}

describe('readCertificates', () => {
  const normal = toPem([root.der]);

  it.each<[string, string | Uint8Array]>([
    ['PEM', root.pem],
    ['DER', new Uint8Array(root.der)],
    ['CRLF', root.pem.replaceAll('\n', '\r\n')],
    ['a byte-order mark', `\ufeff${root.pem}`],
    ['UTF-16', encode(root.pem, { encoding: 'utf-16le', bom: true })],
    ['indentation', root.pem.replace(/^/gm, '    ')],
    ['text around it', `subject=CN = Corp Root\nBag Attributes\n${root.pem}bye\n`],
    [
      'one long line',
      root.pem.replace(/\n(?!-----END)/g, '').replace('CERTIFICATE-----', 'CERTIFICATE-----\n'),
    ],
    ['base64 without BEGIN and END', root.der.toString('base64')],
    ['the old label', root.pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE')],
  ])('reads %s and normalises it', (_, content) => {
    expect(read(content)).toMatchObject({ kind: 'certificates', pem: normal, hadKey: false });
  });

  it('reads a bundle and keeps its order', () => {
    const both = read(`${other.pem}\n# corp\n${root.pem}`);
    expect(both).toMatchObject({ pem: toPem([other.der, root.der]) });
  });

  it('reads what Windows exports: a PKCS#7 bundle, binary or in PEM', () => {
    const der = pkcs7([root.der, other.der]);
    const wanted = { kind: 'certificates', pem: toPem([root.der, other.der]) };
    expect(read(der)).toMatchObject(wanted);
    expect(read(toPem([der], 'PKCS7'))).toMatchObject(wanted);
  });

  it('leaves a private key that stands beside it out, and says so', () => {
    expect(read(leaf.pem + leaf.keyPem)).toMatchObject({ pem: toPem([leaf.der]), hadKey: true });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['an empty file', ' \n', 'empty'],
    ['a web page', '<!DOCTYPE html><html>', 'web page'],
    ['a private key', leaf.keyPem, 'private key'],
    ['a request', toPem([root.der], 'CERTIFICATE REQUEST'), 'request'],
    ['another PEM', toPem([root.der], 'X509 CRL'), 'X509 CRL'],
    ['PKCS#12', new Uint8Array(sequence(integer(3n), sequence())), 'PKCS#12'],
    ['nonsense', 'hello', 'neither PEM'],
    ['a cut-off block', root.pem.slice(0, -30), 'line 1 is damaged'],
    ['a block with dots in it', root.pem.replace(/\n.{64}\n/, '\n...\n'), 'line 1 is damaged'],
    ['a certificate with a lost line', root.pem.replace(/\n.{64}\n/, '\n'), '1 of 1 is damaged'],
  ])('says what is wrong with %s', (_, content, says) => {
    expect(reason(content)).toContain(says);
  });

  it('names the line where a damaged block begins', () => {
    expect(read(`${root.pem}\n${other.pem.slice(0, 100)}`)).toMatchObject({
      kind: 'unusable',
      line: root.pem.split('\n').length + 1,
    });
  });

  it('takes any bytes without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(root.der.length), (junk, at) => {
        const damaged = Buffer.concat([root.der.subarray(0, at), junk, root.der.subarray(at)]);
        for (const bytes of [junk, damaged]) {
          expect(['certificates', 'unusable']).toContain(read(new Uint8Array(bytes)).kind);
        }
      }),
    );
  });
});

describe('readPrivateKey', () => {
  it('reads a key as a secret and knows its certificate', () => {
    const result = readPrivateKey(bytesOf(leaf.keyPem.replaceAll('\n', '\r\n')));
    const key = 'key' in result ? result.key : new Secret('');
    expect(key.reveal()).toBe(leaf.keyPem);
    const mine = read(leaf.pem);
    const theirs = read(other.pem);
    expect(mine.kind === 'certificates' && keyBelongsTo(key, mine.pem)).toBe(true);
    expect(theirs.kind === 'certificates' && keyBelongsTo(key, theirs.pem)).toBe(false);
  });

  it.each([
    ['no key', root.pem, 'no private key'],
    ['an encrypted key', toPem([root.der], 'ENCRYPTED PRIVATE KEY'), 'encrypted'],
    [
      'an encrypted key of the old form',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,1234\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
      'encrypted',
    ],
  ])('says what is wrong with %s', (_, text, says) => {
    const result = readPrivateKey(bytesOf(text));
    expect('reason' in result && result.reason.en).toContain(says);
  });
});

/** SignedData that signs nothing, as `openssl crl2pkcs7 -nocrl` makes it. */
function pkcs7(certificates: readonly Uint8Array[]): Uint8Array {
  const signed = sequence(
    integer(1n),
    set(),
    sequence(oid('1.2.840.113549.1.7.1')),
    contextBytes(0x20, Buffer.concat(certificates)),
    set(),
  );
  return new Uint8Array(sequence(oid('1.2.840.113549.1.7.2'), contextBytes(0x20, signed)));
}
