/**
 * Hosts that people made by hand, through the whole program on real engines: what is written where
 * it counts, what is kept, and what the engine then has.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import { type Lab, startLab } from './lab.ts';
import type { SuiteName } from './suites.ts';

const suites: readonly SuiteName[] = ['bookworm', 'trixie'];
const daemonJson = '/etc/docker/daemon.json';
const dropIns = '/etc/systemd/system/docker.service.d';

describe.for(suites)('a host made by hand, on %s', (suite) => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite] });
    host = lab.host(suite);
  });
  afterAll(() => lab?.stop());
  beforeEach(async () => {
    await host.sh('systemctl unset-environment HTTPS_PROXY');
    await host.reset();
  });

  const restart = () => host.sh('systemctl daemon-reload; systemctl restart docker');
  const json = async (...argv: readonly string[]) => {
    const { exitCode, stdout, stderr } = await host.dockcfg([...argv, '--json', '--yes']);
    expect(exitCode, stderr).toBe(0);
    return JSON.parse(stdout);
  };
  const proxy = async () => (await host.info()).HttpsProxy;
  const mirrors = async () => {
    const { Mirrors } = (await host.info()).RegistryConfig as { readonly Mirrors: string[] | null };
    return Mirrors ?? [];
  };

  test('keeps in mind that a key no engine shows still wants a restart', async () => {
    await host.writeFile('/root/p.json5', "{ daemon: { 'log-level': 'warn' } }");
    const never = () => json('apply', '/root/p.json5', '--restart', 'never');
    expect(await never()).toMatchObject({ changed: true, restartRequired: true });
    expect(await never()).toMatchObject({ changed: false, restartRequired: true });
    const shown = await json('show', 'log-level');
    expect(shown.settings).toMatchObject([{ state: 'needs restart' }]);
    expect(await json('apply', '--restart', 'auto')).toMatchObject({ changed: true });
    expect(await never()).toMatchObject({ changed: false, restartRequired: false });
  });

  test('keeps a link a link, and the mode of the file behind it', async () => {
    await host.writeFile('/srv/daemon.json', '{"debug": false}');
    await host.sh(`ln -sf /srv/daemon.json ${daemonJson}; chmod 640 /srv/daemon.json`);
    await json('apply', '--mirror', 'https://mirror.lab');
    const link = await host.sh(`readlink ${daemonJson}; stat -c %a /srv/daemon.json`);
    expect(link.trim().split('\n')).toEqual(['/srv/daemon.json', '640']);
    expect(await mirrors()).toEqual(['https://mirror.lab/']);
    await host.sh(`rm ${daemonJson} /srv/daemon.json`);
  });

  test('puts a proxy where a file nobody may edit does not overrule it', async () => {
    await host.sh(`mkdir -p ${dropIns} /run/systemd/system/docker.service.d`);
    await host.writeFile(
      `${dropIns}/10-mine.conf`,
      '[Service]\nEnvironment=HTTPS_PROXY=http://a.lab:1\n',
    );
    const runtime = '/run/systemd/system/docker.service.d/90-run.conf';
    await host.writeFile(runtime, '[Service]\nEnvironment=HTTPS_PROXY=http://b.lab:1\n');
    await restart();
    expect(await proxy()).toBe('http://b.lab:1');
    await json('apply', '--https-proxy', 'http://proxy.lab:3128');
    expect(await proxy()).toBe('http://proxy.lab:3128');
    expect(await json('apply', '--https-proxy', 'http://proxy.lab:3128')).toMatchObject({
      changed: false,
    });
    await host.sh(`rm -r ${runtime} ${dropIns}`);
  });

  test("takes away a proxy of the manager's own environment, for this engine alone", async () => {
    await host.sh('systemctl set-environment HTTPS_PROXY=http://proxy.lab:3128');
    await restart();
    expect(await proxy()).toBe('http://proxy.lab:3128');
    await json('apply', '--https-proxy', '');
    expect(await proxy()).toBe('');
    expect(await host.sh('systemctl show-environment')).toContain('HTTPS_PROXY=');
  });

  test('repairs a flag that was pasted with a typographic dash, and starts the engine', async () => {
    const flags = '$DOCKER_OPTS –registry-mirror=https://one.lab --log-level=warn';
    await host.writeFile('/etc/default/docker', `DOCKER_OPTS="${flags}"\n`);
    await host.run(['systemctl', 'restart', 'docker']);
    const refused = await host.dockcfg(['plan', '--mirror', 'https://mirror.lab']);
    expect(refused.exitCode).toBe(78);
    await json('apply', '--repair', '--mirror', 'https://mirror.lab');
    expect(await mirrors()).toEqual(['https://mirror.lab/']);
    expect(await host.readFile('/etc/default/docker')).toBe(
      'DOCKER_OPTS="--registry-mirror=https://mirror.lab --log-level=warn"\n',
    );
  });

  test('leaves nothing of its own behind when everything is taken back', async () => {
    const tree = () => host.sh('find /etc/docker /etc/systemd/system | sort');
    const before = await tree();
    await host.writeFile('/root/ca.pem', lab.ca.private);
    await json(
      'apply',
      '--ca',
      'harbor.lab=/root/ca.pem',
      '--https-proxy',
      'http://proxy.lab:3128',
    );
    await json('rollback');
    expect(await tree()).toBe(before);
  });
});
