import { expect, test } from 'vitest';
import type { ServiceSeen } from '../../../src/checks/evidence.ts';
import { withEngine } from '../../../src/engine/doctor/engine-down.ts';
import { evidenceWith, routeWith } from '../../checks/evidence.ts';

const { config } = evidenceWith();
const refused = { ...config, conflicts: [{ key: 'registry-mirrors', origins: [] }] };
const socket = '/var/run/docker.sock';
const running: ServiceSeen = {
  ...{ unit: 'docker.service', active: 'active', sub: 'running', result: 'success' },
  ...{ enabled: true, masked: false, startedAt: 1 },
};

function predicted(service: Partial<ServiceSeen> | null, hasImage = true) {
  const routes = [routeWith({ hasImage })];
  const seen = service && { ...running, ...service };
  const [route] = withEngine(routes, { service: seen, socket, live: true, config });
  return route?.prediction;
}

test.each([
  ['an engine that runs', {}, 'pulled'],
  ['an engine that is stopped', { active: 'inactive', socketListens: false }, 'failed'],
  ['an engine that its socket starts', { active: 'inactive', socketListens: true }, 'pulled'],
  ['an engine that failed for good', { active: 'failed', socketListens: false }, 'failed'],
  ['an engine that may fail again', { active: 'failed', socketListens: true }, 'unknown'],
  ['an engine nobody could ask about', null, 'pulled'],
])('%s', (_what, service, outcome) => {
  expect(predicted(service)).toMatchObject({ outcome });
});

test('says what the docker command says', () => {
  const { error } = predicted({ active: 'inactive', socketListens: false }) ?? {};
  expect(error).toBe(
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  );
});

test.each([
  ['in which the host is', null, 'pulled'],
  ['without a way out', { hasRoutes: false }, 'failed'],
  ['that nobody has looked at', { hasRoutes: true }, 'unknown'],
] as const)('an engine in a network %s', (_which, network, outcome) => {
  const world = { network, files: [] };
  const standing = { service: running, socket, live: true, config, world };
  expect(withEngine([routeWith()], standing)[0]?.prediction).toMatchObject({ outcome });
});

test('leaves a bare host alone, which nobody pulls', () => {
  const route = routeWith({ hasImage: false });
  const service = { ...running, active: 'inactive', socketListens: false };
  expect(withEngine([route], { service, socket, live: true, config })).toEqual([route]);
});

test('knows that no engine comes up with files it refuses, by its socket or in a tree', () => {
  const outcomeOf = (active: ServiceSeen['active'], live: boolean) => {
    const service = live ? { ...running, active, socketListens: true } : null;
    const [route] = withEngine([routeWith()], { service, socket, live, config: refused });
    return route?.prediction.outcome;
  };
  expect(outcomeOf('inactive', true)).toBe('failed');
  expect(outcomeOf('inactive', false)).toBe('failed');
  // What runs has read its files before they were broken.
  expect(outcomeOf('active', true)).toBe('pulled');
});

test.each([
  ['containerd, which keeps the images, is stopped', 'inactive', false, 'failed'],
  ['the folder for downloads is gone', 'active', true, 'failed'],
  ['both are there', 'active', false, 'pulled'],
])('foretells a pull where %s', (_what, active, missing, outcome) => {
  const needs = {
    containerd: { unit: 'containerd.service', active, result: 'success' },
    downloads: { path: '/var/lib/docker/tmp', missing },
  };
  const standing = { service: running, socket, live: true, config, needs };
  expect(withEngine([routeWith({})], standing)[0]?.prediction).toMatchObject({ outcome });
});
