import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { daysFromNow, rootAuthority, selfSigned } from './certificates/authority.ts';

const root = rootAuthority('Test Root');

describe('an authority', () => {
  it('signs leaves that verify against it, in PEM and DER alike', () => {
    const leaf = root.issue({ names: ['a.example'], ips: ['192.0.2.7', '2001:db8::5'] });
    const certificate = new X509Certificate(leaf.pem);
    expect(certificate.checkIssued(new X509Certificate(root.der))).toBe(true);
    expect(certificate.verify(new X509Certificate(root.pem).publicKey)).toBe(true);
    expect(new X509Certificate(leaf.der).fingerprint256).toBe(leaf.fingerprint256);
    expect(certificate.checkHost('a.example')).toBe('a.example');
    expect(certificate.checkIP('192.0.2.7')).toBe('192.0.2.7');
    expect(certificate.checkIP('2001:db8::5')).toBeDefined();
  });

  it('says what it was told to say, however odd', () => {
    const made = root.issue({
      subject: 'Odd Ünit',
      serial: -255n,
      notBefore: new Date('2049-12-31T23:59:59Z'),
      notAfter: new Date('2051-01-01T00:00:00Z'),
      usages: ['clientAuth'],
      keyType: 'rsa',
    });
    const certificate = new X509Certificate(made.pem);
    expect(certificate.subject).toBe('CN=Odd Ünit');
    expect(certificate.serialNumber).toBe('-FF');
    expect(Date.parse(certificate.validFrom)).toBe(Date.parse('2049-12-31T23:59:59Z'));
    expect(Date.parse(certificate.validTo)).toBe(Date.parse('2051-01-01T00:00:00Z'));
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate.publicKey.asymmetricKeyType).toBe('rsa');
  });

  it('signs with RSA too, and with each hash', () => {
    for (const hash of ['sha1', 'sha256', 'sha384'] as const) {
      const signer = rootAuthority('RSA Root', { keyType: 'rsa' });
      const certificate = new X509Certificate(signer.issue({ names: ['a.example'], hash }).pem);
      expect(certificate.verify(new X509Certificate(signer.pem).publicKey)).toBe(true);
    }
  });

  it('makes further authorities, with the chain a server must send', () => {
    const issuing = root.intermediate('Issuing').intermediate('Lower');
    expect(issuing.chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(new X509Certificate(issuing.pem).ca).toBe(true);
  });

  it('can share its name with another that has another key', () => {
    const stale = rootAuthority('Test Root', { keySlot: 'older' });
    expect(stale.certificate.subject).toBe(root.certificate.subject);
    const leaf = new X509Certificate(root.issue({ names: ['a.example'] }).pem);
    expect(leaf.verify(new X509Certificate(stale.pem).publicKey)).toBe(false);
  });
});

it('lets a certificate vouch for itself', () => {
  const made = new X509Certificate(selfSigned({ subject: 'me', notAfter: daysFromNow(1) }).pem);
  expect(made.issuer).toBe(made.subject);
  expect(made.verify(made.publicKey)).toBe(true);
});
