import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AskOptions, ask } from './client.ts';
import { digestOf } from './images/content.ts';
import type { MirrorBehaviour } from './registry/options.ts';
import type { Registry } from './registry/registry.ts';
import { image, startWorld, type World } from './world.ts';

let world: World;
let registry: Registry;
const hello = image({ repo: 'library/hello', layers: [20_000] });
const [, layer] = hello.blobs;
const digest = layer?.digest ?? '';
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  registry = await world.registry({ images: [hello] });
});
afterAll(() => world.stop());

const manifest = (repo = 'library/hello') => ask(`${registry.url}/v2/${repo}/manifests/latest`);
const blob = (options: AskOptions = {}) =>
  ask(`${registry.url}/v2/library/hello/blobs/${digest}`, options);

describe('a mirror', () => {
  it.each([
    ['unauthorized', 401, 'UNAUTHORIZED'],
    ['not-found', 404, 'MANIFEST_UNKNOWN'],
    ['throttled', 429, 'TOOMANYREQUESTS'],
    ['error', 500, 'UNKNOWN'],
    ['html', 200, '<html>'],
  ] as const)('can answer every repository with %s', async (behaviour, status, text) => {
    registry.options.mirror = behaviour;
    const answer = await manifest();
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
    expect((await ask(`${registry.url}/v2/`)).status).toBe(200);
  });

  it('can serve a chosen few repositories only', async () => {
    registry.add(image({ repo: 'library/other' }));
    registry.options.mirror = { allow: ['library/hello'] };
    expect((await manifest()).status).toBe(200);
    const refused = await manifest('library/other');
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('DENIED')]);
  });

  it('can serve below a prefix only', async () => {
    registry.options.mirror = { prefix: 'docker.io' };
    expect((await manifest()).status).toBe(404);
    expect((await manifest('docker.io/library/hello')).status).toBe(200);
  });

  it('can be stale: another digest under the same tag, and whole', async () => {
    registry.options.mirror = 'stale';
    const old = await manifest();
    expect(old.status).toBe(200);
    expect(old.headers['docker-content-digest']).toBe(digestOf(old.bytes));
    expect(digestOf(old.bytes)).not.toBe(hello.top.digest);
    const path = `/v2/library/hello/manifests/${digestOf(old.bytes)}`;
    expect((await ask(registry.url + path)).bytes).toEqual(old.bytes);
  });

  it('can leave a request without an answer', async () => {
    registry.options.mirror = 'hang' satisfies MirrorBehaviour;
    const outcome = manifest().then(
      () => 'answered',
      () => 'cut off',
    );
    await registry.seen();
    await registry.stop();
    expect(await outcome).toBe('cut off');
  });
});

describe('a blob', () => {
  it('can be asked for in part', async () => {
    const middle = await blob({ headers: { Range: 'bytes=10-19' } });
    expect(middle.status).toBe(206);
    expect(middle.bytes).toEqual(layer?.bytes.subarray(10, 20));
    expect(middle.headers['content-range']).toBe(`bytes 10-19/${layer?.bytes.length}`);
    const end = await blob({ headers: { Range: 'bytes=-5' } });
    expect(end.bytes).toEqual(layer?.bytes.subarray(-5));
    const beyond = await blob({ headers: { Range: 'bytes=99999999-' } });
    expect(beyond.status).toBe(416);
  });

  it('can be missing', async () => {
    registry.options.blobs = 'missing';
    expect((await blob()).status).toBe(404);
  });

  it('can end before its length', async () => {
    registry.options.blobs = 'truncated';
    await expect(blob()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('can be altered without a change in length', async () => {
    registry.options.blobs = 'corrupted';
    const { bytes } = await blob();
    expect(bytes).toHaveLength(layer?.bytes.length ?? 0);
    expect(digestOf(bytes)).not.toBe(digest);
  });

  it('can come over a slow line', async () => {
    registry.options.bytesPerSecond = 100_000;
    const begun = performance.now();
    expect((await blob()).bytes).toEqual(layer?.bytes);
    expect(performance.now() - begun).toBeGreaterThan(150);
  });

  it('can lead round in circles', async () => {
    registry.options.blobs = 'redirect-loop';
    let location = (await blob()).headers.location ?? '';
    for (let hop = 0; hop < 12; hop += 1) {
      const answer = await ask(registry.url + location);
      expect(answer.status).toBe(307);
      location = answer.headers.location ?? '';
    }
  });
});

describe('a blob on another host', () => {
  it('is behind a signed URL, for whoever comes without authorization', async () => {
    const cdn = await world.blobHost({ name: 'cdn.example' });
    registry.options.blobs = { redirect: cdn.url };
    const { status, headers } = await blob();
    expect(status).toBe(307);
    expect(headers.location).toMatch(/\?X-Amz-Algorithm=.*&X-Amz-Signature=c0ffee/);
    const location = headers.location ?? '';
    expect((await ask(location)).bytes).toEqual(layer?.bytes);
    const authorized = await ask(location, { headers: { Authorization: 'Bearer token' } });
    expect(authorized.status).toBe(400);
    expect((await ask(location.split('?')[0] ?? '')).status).toBe(403);
    expect((await ask(location.replace(digest, 'sha256:0'))).status).toBe(404);
  });

  it('can be on a host that refuses connections', async () => {
    const host = await world.deadEndpoint();
    registry.options.blobs = { redirect: `http://${host}`, status: 302 };
    const { status, headers } = await blob();
    expect(status).toBe(302);
    await expect(ask(headers.location ?? '')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('pushing', () => {
  const uploads = () => `${registry.url}/v2/team/new/blobs/uploads/`;
  const bytes = Buffer.from('a pushed blob');

  it('works in pieces', async () => {
    const begun = await ask(uploads(), { method: 'POST' });
    expect(begun.status).toBe(202);
    const url = registry.url + begun.headers.location;
    const half = await ask(url, { method: 'PATCH', body: bytes.subarray(0, 5) });
    expect([half.status, half.headers.range]).toEqual([202, '0-4']);
    expect((await ask(url)).headers.range).toBe('0-4');
    await ask(url, { method: 'PATCH', body: bytes.subarray(5) });
    const done = await ask(`${url}?digest=${digestOf(bytes)}`, { method: 'PUT' });
    expect(done.status).toBe(201);
    expect((await ask(registry.url + done.headers.location)).bytes).toEqual(bytes);
  });

  it('works at once, and by mounting what is there', async () => {
    const url = `${uploads()}?digest=${digestOf(bytes)}`;
    expect((await ask(url, { method: 'POST', body: bytes })).status).toBe(201);
    const mount = `${uploads()}?mount=${digest}&from=library/hello`;
    expect((await ask(mount, { method: 'POST' })).status).toBe(201);
  });

  it('can be given up, as a probe does', async () => {
    const begun = await ask(uploads(), { method: 'POST' });
    const url = registry.url + begun.headers.location;
    expect((await ask(url, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(url, { method: 'DELETE' })).status).toBe(404);
  });

  it('refuses bytes that are not what they claim to be', async () => {
    const url = `${uploads()}?digest=${digest}`;
    const answer = await ask(url, { method: 'POST', body: bytes });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('DIGEST_INVALID')]);
  });

  it('takes and removes manifests', async () => {
    const url = `${registry.url}/v2/team/new/manifests/1`;
    const { mediaType, bytes: body } = hello.top;
    const headers = { 'Content-Type': mediaType };
    expect((await ask(url, { method: 'PUT', body, headers })).status).toBe(201);
    expect((await ask(url)).headers['content-type']).toBe(mediaType);
    expect((await ask(url, { method: 'DELETE' })).status).toBe(202);
    expect((await ask(url)).status).toBe(404);
  });

  it('can be denied, or not be a thing this registry does', async () => {
    registry.options.push = 'denied';
    expect((await ask(uploads(), { method: 'POST' })).status).toBe(403);
    registry.options.push = 'unsupported';
    expect((await ask(uploads(), { method: 'POST' })).status).toBe(405);
    expect((await manifest()).status).toBe(200);
  });
});
