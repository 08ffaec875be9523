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
