/** A host at its first boot: the network is not there yet, or what it pulls from is not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';
import { until } from './until.ts';

describe('a run that waits', () => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: ['trixie'] });
    host = lab.host('trixie');
  });
  afterAll(() => lab?.stop());

  /** Until dockcfg is at work on the host. */
  const begun = () =>
    until('a dockcfg that waits', async () => {
      const { exitCode } = await host.run(['pgrep', '-f', 'dockcfg.js .*--wait-for']);
      return exitCode === 0;
    });

  test('writes nothing before there is a network, and then applies', async () => {
    const resolver = await host.must(['cat', '/etc/resolv.conf']);
    await host.writeFile('/etc/resolv.conf', 'nameserver 127.0.0.1\n');
    const argv = ['apply', '--mirror', 'https://mirror.lab', '--no-verify', '--json'];
    const run = host.dockcfg([...argv, '--wait-for', 'network', '--deadline', '60s']);
    await begun();
    expect(await host.run(['test', '-e', '/etc/docker/daemon.json'])).toMatchObject({
      exitCode: 1,
    });
    await host.writeFile('/etc/resolv.conf', `${resolver}\n`);
    const { exitCode, stdout, stderr } = await run;
    expect(exitCode, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ changed: true });
    expect(await host.must(['cat', '/etc/docker/daemon.json'])).toContain('https://mirror.lab');
  });

  test('gives up with 75 when no network comes within the deadline', async () => {
    const resolver = await host.must(['cat', '/etc/resolv.conf']);
    await host.writeFile('/etc/resolv.conf', 'nameserver 127.0.0.1\n');
    const argv = ['apply', '--mirror', 'https://harbor.lab', '--no-verify'];
    const run = await host.dockcfg([...argv, '--wait-for', 'network', '--deadline', '3s']);
    await host.writeFile('/etc/resolv.conf', `${resolver}\n`);
    expect(run).toMatchObject({ exitCode: 75 });
    expect(await host.must(['cat', '/etc/docker/daemon.json'])).not.toContain('harbor.lab');
  });

  test('of the doctor ends as soon as pulls work', async () => {
    await host.must(['rm', '/etc/docker/daemon.json']);
    await host.must(['systemctl', 'restart', 'docker']);
    await host.blockHub();
    const argv = ['doctor', '--image', 'library/hello', '--json'];
    const run = host.dockcfg([...argv, '--wait-for', 'healthy', '--deadline', '60s']);
    await begun();
    await host.unblock();
    const { exitCode, stdout, stderr } = await run;
    expect(exitCode, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'healthy' });
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
  });
});
