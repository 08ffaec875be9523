import { expect, test } from 'vitest';
import { weightOf } from '../../src/checks/weight.ts';
import { verdictOf } from '../../src/engine/doctor/verdict.ts';
import { readHostsToml } from '../../src/formats/hosts-toml.ts';
import type { WalkSeen } from '../../src/probes/seen.ts';
import {
  blob,
  engine28,
  evidenceOf,
  failed,
  routeWith,
  saw,
  skipped,
  viewWith,
} from './evidence.ts';

const view = viewWith({ mirrors: ['https://mirror.example'] });
const behind = { token: skipped, manifest: skipped, content: skipped, blob: skipped };
const refused = { ...behind, v2: failed('ECONNREFUSED') };
const outOfTime = { ...behind, v2: { kind: 'skipped', because: 'budget' } } as const;

/** How much it matters that the last endpoint of a route failed. */
function weightOfLast(wishes: Parameters<typeof routeWith>[0]) {
  const route = routeWith(wishes);
  const last = route.walks.at(-1);
  return { outcome: route.prediction.outcome, weight: last && weightOf(route, last) };
}

test('an upstream that fails behind a mirror which serves is a warning', () => {
  expect(weightOfLast({ view, walks: [{}, refused] })).toEqual({
    outcome: 'pulled',
    weight: 'warning',
  });
});

test.each<[string, Partial<WalkSeen>]>([
  ['the time was over', outOfTime],
  ['the login stays with the engine', { withheld: true }],
])(
  'an upstream that fails behind a mirror of which nobody knows, because %s, is a warning',
  (_, mirror) => {
    const wishes = { view, walks: [mirror, refused] };
    expect(weightOfLast(wishes)).toEqual({ outcome: 'unknown', weight: 'warning' });
    expect(verdictOf(evidenceOf(wishes), [])).toBe('unknown');
  },
);

test('an upstream that fails behind a mirror which fails, too, is an error', () => {
  expect(weightOfLast({ view, walks: [refused, refused] })).toEqual({
    outcome: 'failed',
    weight: 'error',
  });
});

test('layers that one host spoils, and another of hosts.toml may give, are a warning', () => {
  const text =
    '[host."https://other.example"]\ncapabilities = ["push"]\n[host."https://harbor.example"]\n';
  const engine = { ...engine28, store: 'containerd' } as const;
  const hostsToml = new Map([['harbor.example', readHostsToml(text)]]);
  const spoiled = blob('harbor.example', { contentDigest: `sha256:${'f'.repeat(64)}` });
  const image = 'harbor.example/hello:latest';
  const wishes = { image, view: viewWith({ engine, hostsToml }) };
  expect(
    weightOfLast({ ...wishes, walks: [{ blob: saw(spoiled) }, { blob: saw(spoiled) }] }),
  ).toEqual({
    outcome: 'unknown',
    weight: 'warning',
  });
  const lost = { ...behind, manifest: failed('ECONNRESET') };
  expect(weightOfLast({ ...wishes, walks: [lost, lost] })).toMatchObject({ weight: 'error' });
});
