/** Manifests that come, and of which the engine makes no image. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { image, startWorld, type World } from '../world/world.ts';
import { examine } from './doctor-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const helm = 'application/vnd.cncf.helm.config.v1+json';
const schema1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws';

describe.each(['classic', 'containerd'] as const)('with the %s store', (store) => {
  async function look(options: { label?: string; configType?: string; version?: string }) {
    const { label, configType, version = '28.5.2' } = options;
    const made = image({ repo: 'team/app', ...(configType ? { configType } : {}) });
    const registry = await world.registry({
      images: [made],
      ...(label === undefined ? {} : { manifestLabel: label }),
    });
    const host = `made.lab:${registry.port}`;
    const { document } = await examine(world, {
      images: [`${host}/team/app`],
      view: { insecure: [host] },
      ways: { [host]: registry },
      store,
      version,
    });
    const [finding] = document.findings;
    return { code: finding?.code, seen: finding?.seen, ...document.routes[0]?.prediction };
  }

  test.each(['', 'application/json', 'text/plain'])('labelled as %j', async (label) => {
    const seen = [`label: ${label || '-'}`];
    expect(await look({ label })).toMatchObject({ code: 'DC4017', seen, outcome: 'failed' });
  });

  test('of a Helm chart', async () => {
    const seen = [`artifact: ${helm}`];
    expect(await look({ configType: helm })).toMatchObject({
      ...{ code: 'DC4017', seen, outcome: 'failed' },
    });
  });

  test('of schema 1, which engines took until 26.0', async () => {
    expect(await look({ label: schema1 })).toMatchObject({ code: 'DC4017', outcome: 'failed' });
    const old = await look({ label: schema1, version: '25.0.3' });
    expect(old).toMatchObject({ code: undefined, outcome: 'pulled' });
  });

  test('of an image, in either format', async () => {
    expect(await look({})).toMatchObject({ code: undefined, outcome: 'pulled' });
    const label = 'application/vnd.oci.image.manifest.v1+json; charset=utf-8';
    expect(await look({ label })).toMatchObject({ code: undefined, outcome: 'pulled' });
  });
});

test.each(['Content-Type', 'Content-Length'] as const)(
  'the classic store needs %s with the digest of a tag, and containerd does not',
  async (headLacks) => {
    const registry = await world.registry({ images: [image({ repo: 'team/app' })], headLacks });
    const host = `made.lab:${registry.port}`;
    const look = async (name: string, store: 'classic' | 'containerd') => {
      const way = { view: { insecure: [host] }, ways: { [host]: registry } };
      const { document } = await examine(world, { images: [`${host}/${name}`], store, ...way });
      const [route] = document.routes;
      return { code: document.findings[0]?.code, ...route?.prediction };
    };
    expect(await look('team/app', 'classic')).toEqual({
      code: 'DC4017',
      outcome: 'failed',
      servedBy: null,
      error: `missing or empty ${headLacks} header`,
    });
    const byContainerd = await look('team/app', 'containerd');
    expect(byContainerd.outcome).toBe(headLacks === 'Content-Type' ? 'failed' : 'pulled');
  },
);

test('the platform that the shell asks for is the one that is looked for, and named', async () => {
  const platforms = [{ os: 'linux', architecture: 'amd64' }];
  const registry = await world.registry({ images: [image({ repo: 'team/app', platforms })] });
  const host = `made.lab:${registry.port}`;
  const { document } = await examine(world, {
    images: [`${host}/team/app`],
    view: { insecure: [host] },
    ways: { [host]: registry },
    facts: { shell: { DOCKER_DEFAULT_PLATFORM: 'linux/s390x' } },
  });
  const [finding] = document.findings;
  expect(finding).toMatchObject({ code: 'DC4016' });
  expect(finding?.text).toContain('linux/s390x');
  expect(document.routes[0]?.prediction.outcome).toBe('failed');
});

test('a processor alone is a platform, and what is neither system nor processor is refused', async () => {
  const platforms = [{ os: 'linux', architecture: 'amd64' }];
  const registry = await world.registry({ images: [image({ repo: 'team/app', platforms })] });
  const host = `made.lab:${registry.port}`;
  const looked = async (platform: string) => {
    const { document } = await examine(world, {
      images: [`${host}/team/app`],
      view: { insecure: [host] },
      ways: { [host]: registry },
      facts: { shell: { DOCKER_DEFAULT_PLATFORM: platform } },
    });
    return document.findings[0]?.code;
  };
  expect(await looked('aarch64')).toBe('DC4016');
  expect(await looked('x86_64')).toBeUndefined();
  expect(await looked('arm64v8')).toBe('DC6018');
});

test('whether Docker Hub has an image for the platform of the shell is not known, and said so', async () => {
  const hub = await world.registry({
    name: 'registry-1.docker.io',
    tls: { kind: 'private-ca' },
    images: [image({ repo: 'library/hello-world' })],
  });
  const looked = async (platform: string) => {
    const { document, codes } = await examine(world, {
      images: ['hello-world'],
      ways: { 'registry-1.docker.io:443': hub },
      facts: { shell: { DOCKER_DEFAULT_PLATFORM: platform } },
    });
    return { codes, outcome: document.routes[0]?.prediction.outcome };
  };
  expect(await looked('linux/s390x')).toEqual({ codes: ['DC6018'], outcome: 'unknown' });
  expect(await looked('linux/amd64')).toEqual({ codes: [], outcome: 'pulled' });
});
