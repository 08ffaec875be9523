/** Services that a test starts for itself, and what else can go wrong in a lab on purpose. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { addresses, startLab } from './lab.ts';
import { program } from './services/program.ts';
import { seededRegistry } from './services/seeded-registry.ts';

let lab: Lab;
let host: LabHost;

beforeAll(async () => {
  lab = await startLab({ hosts: ['trixie'] });
  host = lab.host('trixie');
});
afterAll(() => lab?.stop());

async function useMirror(url: string): Promise<void> {
  await host.writeFile('/etc/docker/daemon.json', JSON.stringify({ 'registry-mirrors': [url] }));
  await host.restartDocker();
}

test('a registry with an expired certificate', async () => {
  const place = { name: 'old', address: '10.77.0.30', hostnames: ['old.lab'], port: 443 };
  await lab.serve(seededRegistry({ ...place, tls: { by: 'public', from: -30, to: -1 } }));
  expect((await host.pull('old.lab/hello')).stderr).toMatch(/certificate has expired/);
});

test('a registry with a certificate for another name', async () => {
  const place = { name: 'other', address: '10.77.0.31', hostnames: ['other.lab'], port: 443 };
  await lab.serve(seededRegistry({ ...place, tls: { by: 'public', names: ['elsewhere.lab'] } }));
  const { stderr } = await host.pull('other.lab/hello');
  expect(stderr).toMatch(/valid for elsewhere\.lab, not other\.lab/);
});

test('a slow mirror', async () => {
  const behind = { name: 'behind', address: '10.77.0.32', hostnames: [], port: 5000 };
  await lab.serve(seededRegistry({ ...behind, images: 'hub' }));
  const config = { to: '10.77.0.32:5000', delayMs: 200 };
  const slow = { name: 'slow', address: '10.77.0.33', hostnames: ['slow.lab'], port: 80 };
  await lab.serve(program({ ...slow, server: 'relay', config }));
  await useMirror('http://slow.lab');
  const started = Date.now();
  expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
  expect(Date.now() - started).toBeGreaterThan(1000);
  await expect.poll(() => lab.requests('behind')).not.toHaveLength(0);
});

test('a service that has crashed', async () => {
  await lab.endService('plain');
  expect((await host.pull('plain.lab:5000/hello')).stderr).toMatch(/connection refused/);
});

test('names that lead nowhere', async () => {
  const lookUp = async (name: string) => (await host.run(['getent', 'hosts', name])).stdout;
  expect(await lookUp('nobody.lab')).toBe('');
  expect(await lookUp('filtered.lab')).toContain(addresses.filtered);
  await lab.addName('new.lab', addresses.hub);
  await expect.poll(() => lookUp('new.lab')).toContain(addresses.hub);
});
