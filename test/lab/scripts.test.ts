/** Engines that a script starts, without systemd: what only such hosts have. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';

const kinds = [
  {
    suite: 'sysv',
    flags: '/etc/default/docker',
    service: ['service', 'docker'],
    disable: ['update-rc.d', 'docker', 'disable'],
  },
  {
    suite: 'openrc',
    flags: '/etc/conf.d/docker',
    service: ['rc-service', 'docker'],
    disable: ['rc-update', 'del', 'docker'],
  },
] as const;

describe.for(kinds)('under $suite', ({ suite, flags, service, disable }) => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite] });
    host = lab.host(suite);
  });
  afterAll(() => lab?.stop());
  beforeEach(() => host.reset());

  test('a reload leaves engine and containers alone', async () => {
    await host.must(['docker', 'pull', '--quiet', 'library/hello']);
    await host.must(['docker', 'run', '--detach', '--name', 'kept', 'hello', '/pause']);
    const pid = await host.readFile('/run/docker.pid');
    const done = await apply('--mirror', 'https://mirror.lab');
    expect(done).toMatchObject({
      changed: true,
      plan: { action: 'reload' },
      verified: { 'registry-mirrors': 'verified' },
    });
    expect(await host.readFile('/run/docker.pid')).toBe(pid);
    const running = ['docker', 'ps', '--quiet', '--filter', 'name=kept'];
    expect(await host.must(running)).not.toBe('');
  });

  test('a flag is changed in the file that the script takes it from', async () => {
    await host.writeFile(flags, 'DOCKER_OPTS="--registry-mirror=https://old.lab --debug"\n');
    await host.must([...service, 'restart']);
    await host.waitForDocker();
    const done = await apply('--mirror', 'https://mirror.lab');
    expect(done).toMatchObject({
      plan: { action: 'restart', changes: [{ path: flags, action: 'edit' }] },
      verified: { 'registry-mirrors': 'verified' },
    });
    expect(await host.readFile(flags)).toBe(
      'DOCKER_OPTS="--registry-mirror=https://mirror.lab --debug"\n',
    );
    expect(await mirrors()).toEqual(['https://mirror.lab/']);
    expect(await apply('--mirror', 'https://mirror.lab')).toMatchObject({ changed: false });
  });

  test('an engine that nobody wants at boot stays down, and has its files', async () => {
    await host.must([...service, 'stop']);
    await host.must([...disable]);
    expect(await apply('--mirror', 'https://mirror.lab')).toMatchObject({ changed: true });
    expect(await host.readFile('/etc/docker/daemon.json')).toContain('https://mirror.lab');
    expect((await host.run(['docker', 'version'])).exitCode).not.toBe(0);
  });

  test('an engine that was started by hand is not given a second one beside it', async () => {
    await host.must([...service, 'stop']);
    await host.sh('setsid /usr/sbin/dockerd >/root/log 2>&1 </dev/null &');
    await host.waitForDocker();
    const pid = await host.readFile('/run/docker.pid');
    const done = await apply('--https-proxy', 'http://proxy.lab:3128');
    expect(done).toMatchObject({ changed: true, applied: true, restartRequired: true });
    expect(await host.readFile('/run/docker.pid')).toBe(pid);
    expect(await apply('--https-proxy', 'http://proxy.lab:3128')).toMatchObject({
      changed: false,
      restartRequired: true,
    });
  });

  async function apply(...wishes: string[]) {
    const { exitCode, stdout, stderr } = await host.dockcfg([
      'apply',
      ...wishes,
      '--yes',
      '--json',
    ]);
    expect(exitCode, `${stdout}\n${stderr}`).toBe(0);
    return JSON.parse(stdout);
  }

  async function mirrors(): Promise<unknown> {
    const { RegistryConfig: config } = await host.info();
    return (config as { Mirrors?: unknown }).Mirrors;
  }
});
