import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCertificate, isIssuedBy } from '../../src/formats/certificate.ts';
import { certificateFields } from '../../src/formats/certificate-der.ts';
import { rootAuthority, selfSigned } from '../world/certificates/authority.ts';

const root = rootAuthority('Corp Root', { keyType: 'rsa' });
const leaf = root.issue({
  names: ['harbor.example'],
  ips: ['10.0.0.5', '2001:db8::5'],
  keyType: 'ec-384',
});

describe('describeCertificate', () => {
  it('tells whose it is, by whom, and for which names', () => {
    const facts = describeCertificate(leaf.der);
    expect(facts).toMatchObject({
      isCa: false,
      selfSigned: false,
      commonName: 'harbor.example',
      names: { dns: ['harbor.example'], ips: ['10.0.0.5', '2001:db8::5'] },
      key: { algorithm: '1.2.840.10045.2.1', curve: '1.3.132.0.34', bits: 384 },
      signatureAlgorithm: '1.2.840.113549.1.1.11',
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
      negativeSerial: false,
      unknownCritical: [],
    });
    expect(facts?.subject).toContain('CN=harbor.example');
    expect(facts?.issuer).toContain('CN=Corp Root');
    expect(facts?.sha256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it('tells a root, and who signed whom', () => {
    expect(describeCertificate(root.der)).toMatchObject({
      isCa: true,
      selfSigned: true,
      basicConstraints: { ca: true },
      key: { algorithm: '1.2.840.113549.1.1.1', curve: null, bits: 2048 },
    });
    expect(isIssuedBy(leaf.der, root.der)).toBe(true);
    expect(isIssuedBy(leaf.der, rootAuthority('Corp Root', { keySlot: 'impostor' }).der)).toBe(
      false,
    );
    expect(isIssuedBy(new Uint8Array(3), root.der)).toBe(false);
  });

  it('tells what makes Go refuse it', () => {
    expect(
      certificateFields(selfSigned({ subject: 'old', names: [], hash: 'sha1' }).der),
    ).toMatchObject({
      names: null,
      commonName: 'old',
      signatureAlgorithm: '1.2.840.10045.4.1',
    });
    expect(certificateFields(selfSigned({ names: ['a'], serial: -5n }).der)).toMatchObject({
      negativeSerial: true,
    });
    expect(certificateFields(selfSigned({ names: ['a'], keyType: 'rsa-1024' }).der)?.key.bits).toBe(
      1024,
    );
  });

  it('reads both forms of dates', () => {
    const long = selfSigned({
      names: ['a'],
      notBefore: new Date('1999-12-31T23:59:59Z'),
      notAfter: new Date('2055-01-02T03:04:05Z'),
    });
    expect(certificateFields(long.der)).toMatchObject({
      notBefore: '1999-12-31T23:59:59Z',
      notAfter: '2055-01-02T03:04:05Z',
    });
  });

  it('takes damaged bytes without failing', () => {
    fc.assert(
      fc.property(fc.nat(leaf.der.length - 1), fc.nat(255), (at, octet) => {
        const damaged = Uint8Array.from(leaf.der);
        damaged[at] = octet;
        const facts = describeCertificate(damaged);
        expect(facts === null || typeof facts.subject === 'string').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
