import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Distortion } from '../world/sites/distortions.ts';
import { image, startWorld, type World } from '../world/world.ts';
import { examine } from './doctor-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const app = image({ repo: 'team/app' });
const hows: readonly Distortion[] = [
  'hang',
  'reset',
  'close',
  'garbage',
  'html',
  'endless-headers',
  'endless-body',
  'slow-drip',
  'gzip-bomb',
];
const stages = ['v2', 'token', 'manifest', 'blob'] as const;

describe.each(stages)('a hostile answer to %s', (stage) => {
  // HEAD has no body that could be endless.
  const possible = hows.filter((how) => stage !== 'manifest' || how !== 'endless-body');
  test.each(possible)('%s: bounded time and memory, and never a crash', async (how) => {
    const registry = await world.registry({
      name: `${how}-${stage}.lab`,
      tls: { kind: 'private-ca' },
      images: [app],
      auth: { kind: 'bearer' },
      distort: { stage, how },
    });
    const before = process.memoryUsage().rss;
    const { document, diagnosis } = await examine(world, {
      images: [`${how}-${stage}.lab:${registry.port}/team/app`],
      options: { budgetMs: 1_500 },
    });
    expect(document.elapsedMs).toBeLessThan(4_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect(diagnosis.checks.filter(({ state }) => state === 'crashed')).toEqual([]);
    expect(document.verdict).not.toBe('healthy');
  });
});

describe('a realm that points somewhere it should not', () => {
  const realms = [
    'http://127.0.0.1:1/token',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://user:pass@[::1',
    '',
  ];
  test.each(realms)('%s is asked without credentials or not at all', async (realm) => {
    const registry = await world.registry({
      name: 'realm.lab',
      tls: { kind: 'private-ca' },
      images: [app],
      auth: { kind: 'bearer', realm },
    });
    const { document, diagnosis } = await examine(world, {
      images: [`realm.lab:${registry.port}/team/app`],
      options: { budgetMs: 1_500 },
    });
    expect(document.verdict).not.toBe('healthy');
    expect(diagnosis.checks.filter(({ state }) => state === 'crashed')).toEqual([]);
  });
});
