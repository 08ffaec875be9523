import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rootAuthority } from '../world/certificates/authority.ts';
import type { TlsKind } from '../world/certificates/presented.ts';
import type { RegistryOptions } from '../world/registry/options.ts';
import { image, startWorld, type World } from '../world/world.ts';
import { examine } from './doctor-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const app = image({ repo: 'team/app' });
let count = 0;

/** A registry that presents itself this way, examined by an engine that trusts the world's root. */
async function presenting(
  kind: TlsKind,
  wishes: Partial<Parameters<typeof examine>[1]> = {},
  options: RegistryOptions = {},
) {
  count += 1;
  const name = `tls${count}.lab`;
  const registry = await world.registry({ name, tls: { kind }, images: [app], ...options });
  const host = `${name}:${registry.port}`;
  const examined = await examine(world, { images: [`${host}/team/app`], ...wishes });
  return { ...examined, host, registry };
}

describe('a certificate the engine refuses is named by its cause', () => {
  const cases: readonly [TlsKind, string, string][] = [
    ['self-signed', 'DC2001', 'x509: certificate signed by unknown authority'],
    ['stale-root', 'DC2007', 'while trying to verify candidate authority certificate'],
    ['expired', 'DC2008', 'x509: certificate has expired or is not yet valid'],
    ['not-yet-valid', 'DC2009', 'is before'],
    ['wrong-name', 'DC2010', 'x509: certificate is valid for elsewhere.example, not tls'],
    ['cn-only', 'DC2011', 'relies on legacy Common Name field, use SANs instead'],
    ['wrong-usage', 'DC2013', 'x509: certificate specifies an incompatible key usage'],
    ['sha1', 'DC2014', 'insecure algorithm ECDSA-SHA1'],
    ['negative-serial', 'DC2014', 'tls: failed to parse certificate from server: x509: negative'],
    ['missing-intermediate', 'DC2006', 'issued by'],
    ['expired-intermediate', 'DC2008', 'has expired'],
  ];
  test.each(cases)('%s', async (kind, code, text) => {
    const { codes, document } = await presenting(kind);
    expect(codes[0]).toBe(code);
    const [finding] = document.findings;
    expect(finding?.seen.join('\n')).toContain(text);
    const tls = document.routes[0]?.endpoints[0]?.stages.find(({ stage }) => stage === 'tls');
    expect(tls).toMatchObject({ outcome: 'failed', code });
    expect(document.verdict).toBe('broken');
  });

  test('a key of 1024 bits is still good enough for Go', async () => {
    const { codes } = await presenting('weak-key');
    expect(codes).toEqual([]);
  });

  test('a chain with its intermediate is fine in any order of trust', async () => {
    const { codes } = await presenting('intermediate');
    expect(codes).toEqual([]);
  });

  test('an old engine still takes the common name', async () => {
    const { document } = await presenting('cn-only', { version: '19.03.15' });
    expect(document.routes[0]?.prediction.outcome).toBe('pulled');
  });
});

describe('TLS that does not come about', () => {
  const cases: readonly [TlsKind, string][] = [
    ['none', 'DC2017'],
    ['client-certificate', 'DC2016'],
    ['tls-1.1-only', 'DC2015'],
    ['old-ciphers-only', 'DC2015'],
    ['pss-key', 'DC2015'],
  ];
  test.each(cases)('%s', async (kind, code) => {
    const { codes, document } = await presenting(kind);
    expect(codes[0]).toBe(code);
    expect(document.routes[0]?.prediction.outcome).toBe('failed');
  });

  test('a key of a kind that Go does not know is named', async () => {
    const { document } = await presenting('pss-key');
    expect(document.findings[0]?.text).toContain('a key of type rsa-pss');
  });

  test.each([
    ['28.5.2', 'classic', 'pulled'],
    ['20.10.24', 'classic', 'pulled'],
    ['29.1.0', 'classic', 'failed'],
    ['29.1.0', 'containerd', 'pulled'],
  ] as const)('only CBC: engine %s, %s store: %s', async (version, store, outcome) => {
    const { codes, document } = await presenting('cbc-only', { version, store });
    expect(document.routes[0]?.prediction.outcome).toBe(outcome);
    expect(codes).toEqual(outcome === 'failed' ? ['DC2015'] : []);
  });

  test('plain HTTP is known by its complaint, too, where every request is dropped', async () => {
    const { codes } = await presenting('none', {}, { distort: { stage: 'v2', how: 'close' } });
    expect(codes[0]).toBe('DC2017');
  });

  test('a handshake that never ends is reported within the budget', async () => {
    const { codes, document } = await presenting('stall', { options: { budgetMs: 600 } });
    expect(document.elapsedMs).toBeLessThan(2_000);
    expect(codes).toEqual([]);
    expect(document.verdict).toBe('unknown');
    expect(document.routes[0]?.prediction.outcome).toBe('unknown');
  });
});

describe('what the engine would do with it', () => {
  test('the error is predicted word for word', async () => {
    const { document, host } = await presenting('self-signed');
    expect(document.routes[0]?.prediction).toEqual({
      outcome: 'failed',
      servedBy: null,
      error: `Get "https://${host}/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    });
  });

  test('a plain HTTP registry gets the remedy dockcfg can apply', async () => {
    const { diagnosis, host } = await presenting('none');
    expect(diagnosis.findings[0]?.remedies[0]).toMatchObject({
      kind: 'dockcfg',
      risk: 'loosens-security',
      desired: { 'insecure-registries': { kind: 'merge', add: [host], remove: [] } },
    });
  });
});

describe('a CA that is on the host', () => {
  const own = rootAuthority('Corp CA');
  const pem = new TextEncoder().encode(own.pem);

  async function withCa(directory: (host: string) => string, file: string, bytes = pem) {
    count += 1;
    const name = `ca${count}.lab`;
    const tls = { kind: 'private-ca', authority: own } as const;
    const registry = await world.registry({ name, tls, images: [app] });
    const host = `${name}:${registry.port}`;
    const held = [{ name: file, path: `/etc/docker/certs.d/${directory(host)}/${file}`, bytes }];
    const view = { trustDirectories: new Map([[directory(host), held]]) };
    return examine(world, { images: [`${host}/team/app`], view });
  }

  test('is trusted in the right place', async () => {
    const { codes } = await withCa((host) => host, 'ca.crt');
    expect(codes).toEqual([]);
  });

  test('is found in the directory without the port', async () => {
    const { codes, diagnosis } = await withCa((host) => host.replace(/:.*/, ''), 'ca.crt');
    expect(codes).toEqual(['DC2003', 'DC2001']);
    const [remedy] = diagnosis.findings[0]?.remedies ?? [];
    expect(remedy).toMatchObject({ kind: 'dockcfg', risk: 'safe' });
  });

  test('is found under a name nobody reads', async () => {
    const { codes } = await withCa((host) => host, 'ca.pem');
    expect(codes).toEqual(['DC2004', 'DC2001']);
  });

  test('is found in DER form', async () => {
    const { codes, document } = await withCa((host) => host, 'ca.crt', new Uint8Array(own.der));
    expect(codes).toEqual(['DC2004', 'DC2001']);
    expect(document.findings[0]?.text).toContain('DER');
  });

  test('saved as .cert ends every pull before it begins', async () => {
    const { codes, document } = await withCa((host) => host, 'ca.cert');
    expect(codes).toEqual(['DC2019']);
    expect(document.routes[0]?.prediction.error).toContain('missing key ca.key');
  });
});

test('an inspecting proxy is recognised by its issuer, and only the system store helps', async () => {
  const inspector = rootAuthority('Zscaler Intermediate Root CA');
  const tls = { kind: 'private-ca', authority: inspector } as const;
  const hub = await world.registry({ name: 'registry-1.docker.io', tls });
  const { codes, document } = await examine(world, {
    images: ['nginx'],
    ways: { 'registry-1.docker.io:443': hub },
  });
  expect(codes).toEqual(['DC2002']);
  expect(document.findings[0]?.text).toContain('Zscaler');
  expect(document.findings[0]?.remedies[0]?.command).toContain('--system-ca');
});
