import { expect, test } from 'vitest';
import type { HostFacts } from '../../../src/domain/facts.ts';
import { engineSight } from '../../../src/engine/doctor/engine-sight.ts';
import type { Processes, Shared } from '../../../src/ports/processes.ts';
import { factsWith } from '../../checks/evidence.ts';
import { createMemoryFiles } from '../../doubles/files.ts';

const bundle = '/etc/ssl/certs/ca-certificates.crt';
const hostHas = { '/etc/resolv.conf': 'nameserver 192.0.2.1\n', '/etc/hosts': '', [bundle]: 'A' };
const noRoute = 'Iface\tDestination\ndocker0\t000011AC\n';
const loopback = '00 00 00 00 00 00 00 00 00 lo\n';

interface Wishes {
  readonly shared?: Shared | null;
  /** files of the engine's process that the host does not have so */
  readonly engineHas?: { readonly [path: string]: string };
  readonly host?: { readonly [path: string]: string };
  readonly facts?: Partial<HostFacts>;
}

/** Looks at a process 42 that is the engine. */
async function sightOf(wishes: Wishes) {
  const { shared = { network: true, mounts: false }, engineHas = {}, host = {}, facts } = wishes;
  const files = createMemoryFiles({ ...hostHas, ...host });
  const texts = Object.entries({ ...hostHas, ...engineHas }).filter(([, text]) => text !== gone);
  const processes: Processes = {
    sharedWith: async () => shared,
    filesOf: () => createMemoryFiles(Object.fromEntries(texts)),
  };
  const snapshots = await Promise.all(
    Object.keys({ ...hostHas, ...host }).map(
      async (path) => [path, await files.snapshot(path)] as const,
    ),
  );
  const process = { pid: 42, argv: ['dockerd'], environment: {} };
  const gathered = factsWith({ process, files: new Map(snapshots), ...facts });
  return engineSight(gathered, { files, processes });
}

const gone = 'gone';

test('an engine among everybody else sees what everybody sees', async () => {
  const sight = await sightOf({ shared: { network: true, mounts: true } });
  expect(sight?.world).toEqual({ network: null, files: [] });
});

test('mounts of its own that change nothing a pull reads are no difference', async () => {
  expect((await sightOf({}))?.world.files).toEqual([]);
});

test('its own resolv.conf is the one that counts', async () => {
  const own = { '/etc/resolv.conf': 'nameserver 192.0.2.66\n' };
  const sight = await sightOf({ engineHas: own });
  expect(sight?.world.files).toEqual([{ path: '/etc/resolv.conf', sees: 'other' }]);
  const state = sight?.facts.files.get('/etc/resolv.conf')?.state;
  const text = state?.kind === 'file' ? new TextDecoder().decode(state.bytes) : null;
  expect(text).toBe(own['/etc/resolv.conf']);
});

test('a bundle and a CA that are hidden from it are not there', async () => {
  const ca = '/etc/docker/certs.d/harbor.example/ca.crt';
  const sight = await sightOf({ host: { [ca]: 'CA' }, engineHas: { [bundle]: gone } });
  expect(sight?.world.files).toEqual([
    { path: bundle, sees: 'nothing' },
    { path: ca, sees: 'nothing' },
  ]);
});

test('a CA that only the engine has is found in its trust directory', async () => {
  const ca = '/etc/docker/certs.d/harbor.example/ca.crt';
  const sight = await sightOf({ engineHas: { [ca]: 'CA' } });
  expect(sight?.facts.directories.get('/etc/docker/certs.d/')).toEqual(['harbor.example']);
  expect(sight?.facts.directories.get('/etc/docker/certs.d/harbor.example/')).toEqual(['ca.crt']);
  expect(sight?.facts.files.get(ca)?.state.kind).toBe('file');
});

test.each([
  ['no route', { route: noRoute, ipv6_route: loopback }, false],
  ['a route of IPv4', { route: `${noRoute}eth0\t00000000\n`, ipv6_route: '' }, true],
  ['a route of IPv6', { route: noRoute, ipv6_route: loopback.replace('lo', 'eth0') }, true],
  ['routes nobody may read', {}, null],
])('a network of its own with %s', async (_which, tables, hasRoutes) => {
  const named = Object.entries(tables).map(([name, text]) => [`/proc/42/net/${name}`, text]);
  const shared = { network: false, mounts: true };
  const sight = await sightOf({ shared, host: Object.fromEntries(named) });
  expect(sight?.world.network).toEqual({ hasRoutes });
});

test.each<[string, Wishes]>([
  ['a rootless engine', { facts: { info: { rootless: true } as HostFacts['info'] } }],
  ['an engine that does not run', { facts: { process: null } }],
  ['an engine that only root may look at', { shared: null }],
  ['a tree', { facts: { live: false } }],
])('nothing is said of %s', async (_whose, wishes) => {
  expect(await sightOf(wishes)).toBeNull();
});
