import { expect, test } from 'vitest';
import type { ServiceSeen } from '../../../src/checks/evidence.ts';
import { withEngine } from '../../../src/engine/doctor/engine-down.ts';
import { evidenceWith, routeWith } from '../../checks/evidence.ts';
import { infoWith } from '../../doubles/facts.ts';

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

const unreachable = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.';

test.each([
  ['an engine elsewhere', { elsewhere: 'DOCKER_HOST=tcp://far:2375' }, 'unknown', null],
  ['a socket that is gone', { silence: 'ENOENT' }, 'failed', unreachable],
  ['a socket nobody listens on', { silence: 'ECONNREFUSED' }, 'failed', unreachable],
  ['a socket that stays silent', { silence: 'ETIMEDOUT' }, 'unknown', null],
  ['a socket that is not ours to ask', { silence: 'EACCES' }, 'pulled', null],
  ['content trust', { shell: { DOCKER_CONTENT_TRUST: '1' } }, 'unknown', null],
  ['content trust switched off', { shell: { DOCKER_CONTENT_TRUST: '0' } }, 'pulled', null],
  ['a platform', { shell: { DOCKER_DEFAULT_PLATFORM: 'linux/arm64' } }, 'pulled', null],
  [
    'no platform',
    { shell: { DOCKER_DEFAULT_PLATFORM: 'bogus/cpu/x/y' } },
    'failed',
    '"bogus/cpu/x/y": cannot parse platform specifier: invalid argument',
  ],
  [
    'a version the engine does not speak',
    { shell: { DOCKER_API_VERSION: '1.99' } },
    'failed',
    'client version 1.99 is too new. Maximum supported API version is 1.51',
  ],
])('docker pull with %s', (_what, changes, outcome, error) => {
  const info = infoWith({ raw: { ApiVersion: '1.51', MinAPIVersion: '1.24' } });
  const standing = { service: running, socket, live: true, config, info, ...changes };
  const prediction = withEngine([routeWith()], standing)[0]?.prediction;
  expect(prediction?.outcome).toBe(outcome);
  if (error) expect(prediction?.error).toContain(error);
});

test.each([
  ['enough', {}, 'pulled'],
  ['little', { freeBytes: 100e6 }, 'pulled'],
  ['no', { freeBytes: 4096 }, 'unknown'],
  ['no more files, and', { freeFiles: 3 }, 'unknown'],
  ['a read-only disk, and', { readOnly: true }, 'failed'],
])('a pull onto a disk with %s room', (_how, changes, outcome) => {
  const room = { freeBytes: 40e9, totalBytes: 50e9, freeFiles: null, readOnly: false };
  const disks = [{ path: '/var/lib/docker', ...room, ...changes }];
  const standing = { service: running, socket, live: true, config, disks };
  expect(withEngine([routeWith()], standing)[0]?.prediction.outcome).toBe(outcome);
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
