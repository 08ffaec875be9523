import { expect, test } from 'vitest';
import type { HostFacts } from '../../../src/domain/facts.ts';
import { needsSeen } from '../../../src/engine/doctor/needs-seen.ts';
import type { ServiceState } from '../../../src/ports/services.ts';
import { factsWith, infoWith, unitWith } from '../../doubles/facts.ts';

const info = infoWith({ raw: { DockerRootDir: '/data/docker' } });
const containerd = { version: null, store: 'containerd', fork: null } as const;

async function seen(facts: Partial<HostFacts>, state: Partial<ServiceState> = {}) {
  const asked: string[] = [];
  const snapshot = async (path: string) => {
    asked.push(path);
    return { path, state: { kind: 'absent' } as const, realPath: null };
  };
  const full = { active: 'inactive', sub: 'dead', result: 'success', enabled: true, masked: false };
  const services = {
    state: async () => ({ ...full, mainPid: null, startedAt: null, ...state }) as ServiceState,
    journal: async () => [],
  };
  const ports = { files: { snapshot, list: async () => [] }, services };
  return { ...(await needsSeen(factsWith({ unit: unitWith(), info, ...facts }), ports)), asked };
}

test('the containerd store needs the service that keeps the images', async () => {
  expect(await seen({ engine: containerd })).toEqual({
    containerd: { unit: 'containerd.service', active: 'inactive', result: 'success' },
    asked: [],
  });
});

test('an engine that starts its own has no such service', async () => {
  expect(await seen({ engine: containerd }, { active: 'unknown' })).toEqual({ asked: [] });
});

test('the classic store needs the folder tmp of its data root', async () => {
  const downloads = { path: '/data/docker/tmp', missing: true };
  expect(await seen({})).toEqual({ downloads, asked: ['/data/docker/tmp'] });
});

test('a folder of DOCKER_TMPDIR takes its place', async () => {
  const process = { environment: { DOCKER_TMPDIR: '/mnt/tmp' } };
  const { asked } = await seen({ process: process as unknown as HostFacts['process'] });
  expect(asked).toEqual(['/mnt/tmp']);
});

test('one that was written into the unit since the engine was started does not', async () => {
  const origin = { kind: 'file', path: '/etc/x.conf', line: 2 } as const;
  const unit = unitWith({ environment: [{ name: 'DOCKER_TMPDIR', value: '/mnt/tmp', origin }] });
  const process = { pid: 42, argv: [], environment: {} };
  expect((await seen({ unit, process })).asked).toEqual(['/data/docker/tmp']);
  expect((await seen({ unit })).asked).toEqual(['/mnt/tmp']);
});

test('nothing is looked at where the engine does not answer, or nothing runs', async () => {
  expect(await seen({ info: null })).toEqual({ asked: [] });
  expect(await seen({ live: false })).toEqual({ asked: [] });
});
