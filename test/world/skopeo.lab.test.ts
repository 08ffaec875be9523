import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TlsKind } from './certificates/presented.ts';
import type { ForwardProxy } from './proxies/proxy.ts';
import type { Registry } from './registry/registry.ts';
import { image, startWorld, type World } from './world.ts';

/** A Go client, with Go's TLS, proxy and challenge code: the nearest thing to an engine. */
const run = promisify(execFile);

let world: World;
let hub: Registry;
let proxy: ForwardProxy;
let folder: string;
const amd = { os: 'linux', architecture: 'amd64' };
const arm = { os: 'linux', architecture: 'arm64', variant: 'v8' };
const hello = image({ repo: 'library/hello' });
const many = image({ repo: 'library/many', format: 'oci', platforms: [amd, arm] });

beforeAll(async () => {
  await run('skopeo', ['--version']).catch(() => {
    throw new Error('skopeo is not installed here: apt-get install skopeo');
  });
  folder = await mkdtemp(join(tmpdir(), 'world-skopeo-'));
  world = await startWorld();
  await writeFile(join(folder, 'root.pem'), world.authority.pem);
  const tls = { kind: 'private-ca' } as const;
  const cdn = await world.blobHost({ name: 'cdn.example', tls });
  await world.tokenServer({ name: 'auth.docker.io', tls, push: 'anyone' });
  hub = await world.registry({
    name: 'registry-1.docker.io',
    tls,
    images: [hello, many],
    auth: { kind: 'bearer', realm: 'https://auth.docker.io/token', service: 'registry.docker.io' },
    blobs: { redirect: 'https://cdn.example' },
  });
  expect(cdn.requests).toEqual([]);
  proxy = await world.proxy({ auth: { kind: 'basic', users: { alice: 'p@ss' } } });
});
afterAll(async () => {
  await world?.stop();
  if (folder) await rm(folder, { recursive: true });
});

const ENV = () => ({
  ...process.env,
  SSL_CERT_FILE: join(folder, 'root.pem'),
  HTTPS_PROXY: proxy.url.replace('//', '//alice:p%40ss@'),
});
const skopeo = (...args: string[]) =>
  run('skopeo', ['--insecure-policy', '--override-arch=amd64', ...args], { env: ENV() });
const complaint = (...args: string[]) =>
  skopeo(...args).then(
    () => 'no complaint',
    (error: { stderr: string }) => error.stderr,
  );

describe('skopeo, through the proxy of a world that plays Docker Hub', () => {
  it('finds an image by its short name', async () => {
    const { stdout } = await skopeo('inspect', 'docker://hello');
    expect(JSON.parse(stdout)).toMatchObject({ Digest: hello.top.digest, RepoTags: ['latest'] });
  });

  it('copies every platform of an image, with the blobs of another host', async () => {
    await skopeo('copy', '--all', 'docker://many', `oci:${join(folder, 'many')}`);
    expect(proxy.requests.map(({ url }) => url)).toContain('cdn.example:443');
  });

  it('pushes what it has copied', async () => {
    await skopeo('copy', 'docker://hello', `dir:${join(folder, 'hello')}`);
    await skopeo('copy', `dir:${join(folder, 'hello')}`, 'docker://team/pushed:1');
    const pushed = JSON.parse((await skopeo('inspect', 'docker://team/pushed:1')).stdout);
    expect(pushed.Digest).toBe(hello.top.digest);
  });

  it('notices altered blobs', async () => {
    const before = hub.options.blobs ?? 'inline';
    hub.options.blobs = 'corrupted';
    const target = `dir:${join(folder, 'altered')}`;
    expect(await complaint('copy', 'docker://hello', target)).toMatch(/digest/i);
    hub.options.blobs = before;
  });
});

describe('the certificate texts of Go', () => {
  it.each([
    ['expired', 'certificate has expired or is not yet valid'],
    ['not-yet-valid', 'certificate has expired or is not yet valid'],
    ['wrong-name', 'certificate is valid for elsewhere.example, not registry-1.docker.io'],
    ['cn-only', 'certificate relies on legacy Common Name field'],
    ['missing-intermediate', 'certificate signed by unknown authority'],
    ['expired-intermediate', 'certificate has expired or is not yet valid'],
    ['issuer-not-a-ca', 'parent certificate cannot sign this kind of certificate'],
    ['stale-root', 'certificate signed by unknown authority \\(possibly because of'],
    ['self-signed', 'certificate signed by unknown authority'],
    ['wrong-usage', 'certificate specifies an incompatible key usage'],
    ['sha1', 'insecure algorithm ECDSA-SHA1'],
    ['client-certificate', 'certificate required|bad certificate'],
    ['old-ciphers-only', 'handshake failure'],
  ] satisfies [TlsKind, string][])('for %s are those of an engine', async (kind, text) => {
    hub.options.tls = { kind };
    expect(await complaint('inspect', 'docker://hello')).toMatch(new RegExp(text));
    hub.options.tls = { kind: 'private-ca' };
  });
});
