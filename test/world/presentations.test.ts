import { X509Certificate } from 'node:crypto';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TlsKind } from './certificates/presented.ts';
import { ask, tell } from './client.ts';
import type { Registry } from './registry/registry.ts';
import { rootAuthority, startWorld, type World } from './world.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await startWorld();
  registry = await world.registry({ name: 'registry.example', tls: { kind: 'private-ca' } });
});
afterAll(() => world.stop());

/** The code of the handshake's failure, or `ok`. */
async function handshake(kind: TlsKind, options: ConnectionOptions = {}): Promise<string> {
  registry.options.tls = { kind };
  const socket = dial(options);
  const outcome = await new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('secureConnect', () => resolve('ok'));
  });
  socket.destroy();
  return outcome;
}

function dial(options: ConnectionOptions): TLSSocket {
  const { address: host, port } = registry;
  const servername = 'registry.example';
  return connectTls({ host, port, servername, ca: world.authority.pem, ...options });
}

describe('a client that trusts the root and asks for the name', () => {
  const expected: [TlsKind, string][] = [
    ['private-ca', 'ok'],
    ['intermediate', 'ok'],
    ['no-ip', 'ok'],
    ['negative-serial', 'ok'],
    ['missing-intermediate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['expired-intermediate', 'CERT_HAS_EXPIRED'],
    ['stale-root', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['not-yet-valid', 'CERT_NOT_YET_VALID'],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['wrong-usage', 'INVALID_PURPOSE'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['tls-1.1-only', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  ];
  it.each(expected)('sees %s as %s', async (kind, code) => {
    expect(await handshake(kind)).toBe(code);
  });
});

it('is not believed where an ordinary certificate signed', async () => {
  // Node has no code of its own for OpenSSL's "invalid CA certificate".
  expect(await handshake('issuer-not-a-ca')).toMatch(/^(UNSPECIFIED|INVALID_CA)$/);
});

it('presents a certificate with a common name and no other', async () => {
  registry.options.tls = { kind: 'cn-only' };
  const certificate = await presented();
  expect(certificate.subject).toBe('CN=registry.example');
  expect(certificate.subjectAltName).toBeUndefined();
});

it('presents a SHA-1 signature', async () => {
  registry.options.tls = { kind: 'sha1' };
  const certificate = await presented();
  expect(certificate.raw.includes(Buffer.from('06072a8648ce3d0401', 'hex'))).toBe(true);
});

it('presents a short RSA key', async () => {
  registry.options.tls = { kind: 'weak-key' };
  const { publicKey } = await presented();
  expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(1024);
});

it('speaks old ciphers and nothing a present-day client offers', async () => {
  const modern = { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' } as const;
  expect(await handshake('old-ciphers-only', modern)).toMatch(/HANDSHAKE_FAILURE/);
  const old = { ciphers: 'AES128-SHA:@SECLEVEL=0', maxVersion: 'TLSv1.2' } as const;
  expect(await handshake('old-ciphers-only', old)).toBe('ok');
});

it('speaks TLS 1.1 with a client that still does', async () => {
  const old = { minVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  expect(await handshake('tls-1.1-only', old)).toBe('ok');
});

it('cannot be reached by address where the certificate has no address', async () => {
  registry.options.tls = { kind: 'no-ip' };
  const { url } = registry;
  await expect(ask(`${url}/v2/`, { ca: world.authority.pem })).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
});

it('demands a client certificate, and says in its log whose it was', async () => {
  registry.options.tls = { kind: 'client-certificate' };
  const ca = world.authority.pem;
  await expect(ask(`${registry.url}/v2/`, { ca })).rejects.toThrow();
  const { pem: cert, keyPem: key } = world.clientCertificate({ subject: 'alice' });
  const answer = await ask(`${registry.url}/v2/`, { ca, cert, key });
  expect(answer.status).toBe(200);
  expect(registry.requests.at(-1)?.tls?.client).toBe('alice');
});

it('refuses a client certificate of someone else', async () => {
  registry.options.tls = { kind: 'client-certificate' };
  const { pem: cert, keyPem: key } = world.authority.issue({ subject: 'mallory' });
  const wishes = { ca: world.authority.pem, cert, key };
  await expect(ask(`${registry.url}/v2/`, wishes)).rejects.toThrow();
});

it('connects and then says nothing when it stalls', async () => {
  registry.options.tls = { kind: 'stall' };
  const before = registry.connections();
  const socket = dial({});
  await new Promise((resolve) => socket.once('connect', resolve));
  const ready = new Promise((resolve) => socket.once('secureConnect', () => resolve('ready')));
  const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 100));
  expect(await Promise.race([ready, silence])).toBe('silence');
  expect(registry.connections()).toBe(before + 1);
  socket.destroy();
});

it('tells a client that speaks plain HTTP to a TLS port, in the words of a Go server', async () => {
  registry.options.tls = { kind: 'private-ca' };
  const heard = await tell(registry.host, 'GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(heard).toContain('Client sent an HTTP request to an HTTPS server.');
});

it('can be signed by an authority of its own', async () => {
  registry.options.tls = { kind: 'private-ca', authority: rootAuthority('Another Root') };
  expect((await presented()).issuer).toBe('CN=Another Root');
});

async function presented(): Promise<X509Certificate> {
  const socket = dial({ rejectUnauthorized: false, ciphers: 'DEFAULT@SECLEVEL=0' });
  await new Promise((resolve, reject) =>
    socket.once('secureConnect', resolve).once('error', reject),
  );
  const { raw } = socket.getPeerCertificate();
  socket.destroy();
  return new X509Certificate(raw);
}
