import { expect, test } from 'vitest';
import type { ServiceSeen } from '../../../src/checks/evidence.ts';
import { withEngine } from '../../../src/engine/doctor/engine-down.ts';
import { routeWith } from '../../checks/evidence.ts';

const socket = '/var/run/docker.sock';
const running: ServiceSeen = {
  ...{ unit: 'docker.service', active: 'active', sub: 'running', result: 'success' },
  ...{ enabled: true, masked: false, startedAt: 1 },
};

function predicted(service: Partial<ServiceSeen> | null, hasImage = true) {
  const routes = [routeWith({ hasImage })];
  const [route] = withEngine(routes, service && { ...running, ...service }, socket);
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

test('leaves a bare host alone, which nobody pulls', () => {
  const route = routeWith({ hasImage: false });
  const service = { ...running, active: 'inactive', socketListens: false };
  expect(withEngine([route], service, socket)).toEqual([route]);
});
