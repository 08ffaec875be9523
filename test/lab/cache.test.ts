/**
 * The pull-through cache on real hosts: a real registry under systemd, an engine that pulls
 * through it, and everything as it was when it is removed.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { addresses, startLab, users } from './lab.ts';
import { home } from './sandbox.ts';
import type { Store, SuiteName } from './suites.ts';
import { until } from './until.ts';

const program = '/usr/bin/docker-registry';
const unit = 'dockcfg-cache.service';
const image = ['--image', 'library/hello'];

const engines: { suite: SuiteName; store: Store }[] = [
  { suite: 'bookworm', store: 'classic' },
  { suite: 'forky', store: 'containerd' },
];

describe.for(engines)('$suite, $store store', ({ suite, store }) => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite], store });
    host = lab.host(suite);
  });
  afterAll(() => lab?.stop());

  const cache = (...argv: string[]) => host.dockcfg(['cache', ...argv]);
  const state = async () => (await host.run(['systemctl', 'is-active', unit])).stdout.trim();
  const mirrors = async () => {
    const { RegistryConfig } = (await host.info()) as { RegistryConfig: { Mirrors: string[] } };
    return RegistryConfig.Mirrors ?? [];
  };
  /** The lab has no image of the registry; Debian's program with its libraries makes one. */
  const importRegistry = async () => {
    const libraries = "$(ldd /usr/bin/docker-registry | grep -o '/lib[^ ]*')";
    const files = `usr/bin/docker-registry $(for f in ${libraries}; do echo "\${f#/}"; done)`;
    const transform = "--transform='s,^usr/bin/docker-registry$,bin/registry,'";
    const tar = execa('sh', ['-euc', `tar -C / -ch ${transform} ${files}`], { buffer: false });
    const [file, args] = host.command(['docker', 'import', '-', 'registry:2']);
    await Promise.all([tar, execa(file, args, { input: tar.stdout })]);
  };
  const certified = `cache-${suite}.lab`;
  /** A certificate of the private authority, which the engine trusts for this name: the flags. */
  const listenWithCertificate = async () => {
    await lab.addName(certified, host.address);
    const pair = await lab.issue(certified, { names: [certified], by: 'private' });
    const fromLab = (file: string) => readFile(lab.sandbox.path(file.replace(home, '')), 'utf8');
    await host.writeFile('/etc/ssl/cache.pem', await fromLab(pair.certificate));
    await host.writeFile('/etc/ssl/cache.key', await fromLab(pair.key), '600');
    await host.writeFile('/root/ca.pem', lab.ca.private);
    const added = await host.dockcfg(['ca', 'add', `${certified}:5443`, '--file', '/root/ca.pem']);
    expect(added.exitCode, added.stderr).toBe(0);
    const tls = ['--tls-cert', '/etc/ssl/cache.pem', '--tls-key', '/etc/ssl/cache.key'];
    return ['--listen', '0.0.0.0:5443', ...tls];
  };
  const pullsThroughIt = async () => {
    await lab.forgetRequests();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    const asked = await lab.requests('hub');
    expect(asked.some(({ agent }) => agent.startsWith('docker/'))).toBe(false);
  };
  const traces = () =>
    host.sh('find /etc -newer /etc/hostname -type f | sort; systemctl --failed -q');

  test('without a registry program it says how to get one, and touches nothing', async () => {
    const before = await traces();
    const { exitCode, stderr } = await cache('install');
    expect(exitCode).toBe(65);
    expect(stderr).toContain('apt install docker-registry');
    expect(await traces()).toBe(before);
  });

  test('install runs it, and the engine pulls through it', async () => {
    const [file, args] = host.command(['sh', '-c', `cat >${program} && chmod 755 ${program}`]);
    await execa(file, args, { input: createReadStream(program) });
    const { exitCode, stdout, stderr } = await cache('install', ...image);
    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain('It serves library/hello.');
    expect(stdout).toContain("This host's engine pulls through it.");
    expect(await state()).toBe('active');
    expect(await mirrors()).toEqual(['http://127.0.0.1:5000/']);
    await lab.forgetRequests();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    const asked = await lab.requests('hub');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every(({ agent }) => !agent.startsWith('docker/'))).toBe(true);
  });

  test('it does not run as root, and keeps its layers where status says', async () => {
    const pid = await host.must(['systemctl', 'show', '--property=MainPID', '--value', unit]);
    const status = await host.readFile(`/proc/${pid.trim()}/status`);
    expect(status).not.toMatch(/^Uid:\s+0\s/m);
    const kept = await host.sh('find /var/lib/dockcfg-cache/ -name data | wc -l');
    expect(Number(kept)).toBeGreaterThan(1);
    const { stdout } = await cache('status', '--json', ...image);
    expect(JSON.parse(stdout)).toMatchObject({
      installed: true,
      unit: { active: 'active' },
      url: 'http://127.0.0.1:5000',
      storage: '/var/lib/dockcfg-cache',
      usedHere: true,
      serves: { standing: 'serves' },
    });
  });

  test('with Docker Hub gone, what it has is still pulled', async () => {
    await host.forgetImages();
    await host.blockHub();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    await host.unblock();
  });

  test('a second install changes nothing, and does not restart it', async () => {
    const pid = () => host.must(['systemctl', 'show', '--property=MainPID', '--value', unit]);
    const before = await pid();
    const { stdout } = await cache('install', ...image, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ changed: false });
    expect(await pid()).toBe(before);
  });

  test('it is there again after a boot', async () => {
    await host.reboot();
    await host.waitForDocker();
    await until('the cache', async () => (await state()) === 'active');
    await host.forgetImages();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
  });

  test('an install that cannot start is put back, and says why', async () => {
    await host.sh(
      'systemd-run --unit=squatter nc -lk 6000 || systemd-run --unit=squatter python3 -m http.server 6000 --bind 127.0.0.1',
    );
    const before = await host.readFile('/etc/dockcfg-cache/config.yml');
    const { exitCode, stderr } = await cache('install', '--listen', '127.0.0.1:6000', ...image);
    expect(exitCode, stderr).toBe(3);
    expect(stderr).toContain('address already in use');
    expect(await host.readFile('/etc/dockcfg-cache/config.yml')).toBe(before);
    expect(await state()).toBe('active');
    expect(await mirrors()).toEqual(['http://127.0.0.1:5000/']);
    await host.sh('systemctl stop squatter');
  });

  test('another folder can be given to it', async () => {
    const { exitCode, stderr } = await cache('install', '--storage', '/srv/layers', ...image);
    expect(exitCode, stderr).toBe(0);
    expect(await host.sh('stat -c %u /srv/layers')).not.toBe('0');
    await host.forgetImages();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    expect(Number(await host.sh('find /srv/layers -name data | wc -l'))).toBeGreaterThan(1);
  });

  test('remove leaves nothing of it but its layers, and the engine pulls by itself', async () => {
    const { exitCode, stdout, stderr } = await cache('remove');
    expect(exitCode, stderr + stdout).toBe(0);
    expect(stderr).toContain('/srv/layers');
    expect(await state()).toBe('inactive');
    expect(await mirrors()).toEqual([]);
    expect(await host.sh('find /etc -name "*dockcfg-cache*" | wc -l')).toBe('0');
    expect(await host.exists('/etc/docker/certs.d/docker.io')).toBe(false);
    await host.forgetImages();
    await lab.forgetRequests();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    expect((await lab.requests('hub')).some(({ agent }) => agent.startsWith('docker/'))).toBe(true);
    expect((await cache('status')).stdout).toContain('no cache on this host');
  });

  test('rollback of an install takes it away as well', async () => {
    expect((await cache('install', ...image)).exitCode).toBe(0);
    const { exitCode, stderr } = await host.dockcfg(['rollback']);
    expect(exitCode, stderr).toBe(0);
    expect(await state()).toBe('inactive');
    expect(await mirrors()).toEqual([]);
  });

  test('it has its own way to Docker Hub, through a proxy that wants a password', async () => {
    await host.blockHub();
    const { name, password } = users.awkwardProxy;
    const login = `${encodeURIComponent(name)}:${encodeURIComponent(password)}`;
    const env = { DOCKCFG_UPSTREAM_PROXY: `http://${login}@proxy.lab:3129` };
    await lab.forgetRequests();
    const { exitCode, stdout, stderr } = await host.dockcfg(['cache', 'install', ...image], {
      env,
    });
    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout + stderr).not.toContain(encodeURIComponent(password));
    expect(await host.sh('stat -c %a /etc/dockcfg-cache/environment')).toBe('600');
    await host.forgetImages();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    // squid writes a tunnel into its log when it ends; the hub's tells who came already.
    const clients = (await lab.requests('hub')).map(({ client }) => client);
    expect(new Set(clients)).toEqual(new Set([addresses.proxy]));
    await host.unblock();
    expect((await cache('remove')).exitCode).toBe(0);
  });

  test('with a certificate it serves other hosts, by the name in it', async () => {
    const listen = await listenWithCertificate();
    const { exitCode, stdout, stderr } = await cache('install', ...listen, ...image);
    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain(`dockcfg apply --add-mirror https://${certified}:5443`);
    await host.forgetImages();
    await pullsThroughIt();
    expect((await cache('remove')).exitCode).toBe(0);
  });

  test('in a container it serves the very engine that it runs on, which never waits for it', async () => {
    await host.sh(`mv ${program} ${program}.aside`);
    const container = ['install', '--container', 'registry:2', ...image];
    const without = await cache(...container);
    expect(without.exitCode).toBe(65);
    expect(without.stderr).toContain('docker pull registry:2');
    await importRegistry();
    const { exitCode, stdout, stderr } = await cache(...container);
    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain('It serves library/hello.');
    await lab.forgetRequests();
    await host.sh('docker rmi --force library/hello >/dev/null 2>&1 || true');
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    const asked = await lab.requests('hub');
    expect(asked.some(({ agent }) => agent.startsWith('docker/'))).toBe(false);
  });

  test('the engine restarts without it, and it comes back with the engine', async () => {
    const begun = Date.now();
    await host.restartDocker();
    expect(Date.now() - begun).toBeLessThan(20_000);
    await until('the cache', async () => (await cache('status', ...image)).exitCode === 0);
    await host.reboot();
    await host.waitForDocker();
    await until('the cache', async () => (await cache('status', ...image)).exitCode === 0);
    await host.sh('docker rm -f dockcfg-cache');
    // Its port refuses for a moment: the engine goes on to Docker Hub at once.
    await host.sh('docker rmi --force library/hello >/dev/null 2>&1 || true');
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await cache('remove');
    expect(exitCode, stderr).toBe(0);
    expect(await host.sh('docker ps -aq | wc -l')).toBe('0');
    await host.sh(`mv ${program}.aside ${program}`);
  });

  test('in a container, too, it serves by a certificate', async () => {
    await importRegistry();
    const listen = await listenWithCertificate();
    const container = ['--container', 'registry:2'];
    const { exitCode, stdout, stderr } = await cache('install', ...container, ...listen, ...image);
    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain('It serves library/hello.');
    expect(stdout).toContain(`dockcfg apply --add-mirror https://${certified}:5443`);
    await host.sh('docker rmi --force library/hello >/dev/null 2>&1 || true');
    await pullsThroughIt();
    const removed = await cache('remove');
    expect(removed.exitCode, removed.stderr).toBe(0);
    expect(await host.sh('docker ps -aq | wc -l')).toBe('0');
  });

  test('Docker Hub itself stays verified', async () => {
    expect((await cache('install', ...image)).exitCode).toBe(0);
    await host.sh(
      'rm /usr/local/share/ca-certificates/lab-public.crt; update-ca-certificates --fresh; systemctl stop dockcfg-cache',
    );
    await host.restartDocker();
    await host.forgetImages();
    const { exitCode, stderr } = await host.pull('library/hello');
    expect(exitCode).not.toBe(0);
    // With several endpoints that fail, the containerd store shows the first one's error.
    expect(stderr).toContain(
      store === 'classic' ? 'certificate signed by unknown authority' : '127.0.0.1:5000',
    );
  });
});
