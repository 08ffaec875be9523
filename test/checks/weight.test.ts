import { expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { weightOf } from '../../src/checks/weight.ts';
import { judge } from '../../src/engine/doctor/judge.ts';
import { verdictOf } from '../../src/engine/doctor/verdict.ts';
import { readHostsToml } from '../../src/formats/hosts-toml.ts';
import type { WalkSeen } from '../../src/probes/seen.ts';
import {
  blob,
  engine28,
  evidenceOf,
  failed,
  hopTo,
  routeWith,
  saw,
  skipped,
  viewWith,
} from './evidence.ts';
import { dial } from './fixtures/parts.ts';

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

test('a proxy that is missing for an endpoint which the pull does without is a warning', () => {
  const proxies = { http: 'http://proxy:3128', https: '', no: '' };
  const unreached = { hops: [hopTo('mirror.example', dial('DEADLINE'))], ...behind, v2: skipped };
  const severityOf = (walks: Partial<WalkSeen>[]) => {
    const used = viewWith({ proxies, mirrors: ['https://mirror.example'] });
    const { findings } = judge(evidenceOf({ view: used, walks }), checks);
    return findings.find(({ code }) => code === 'DC3006')?.severity;
  };
  expect(severityOf([unreached, {}])).toBe('warning');
  expect(severityOf([unreached, { ...unreached, hops: [hopTo('h', dial('DEADLINE'))] }])).toBe(
    'error',
  );
});

test('a proxy value that nothing can be made of is an error where a pull fails', () => {
  const bad = {
    scheme: 'https',
    kind: 'unusable',
    value: 'http://proxy:port',
    engineText: 'bad',
  } as const;
  const severityOf = (walks: Partial<WalkSeen>[]) => {
    const evidence = evidenceOf({ walks });
    const config = { ...evidence.config, badProxies: [bad] };
    const { findings } = judge({ ...evidence, config }, checks);
    return findings.find(({ code }) => code === 'DC3008')?.severity;
  };
  expect(severityOf([{}])).toBe('warning');
  expect(severityOf([refused])).toBe('error');
});
