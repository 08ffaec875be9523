/** The lab itself: what every test that stands on it takes for granted, on every engine. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { addresses, startLab, users } from './lab.ts';
import type { Store, SuiteName } from './suites.ts';

const engines: { suite: SuiteName; store: Store; version: RegExp; driver: string }[] = [
  { suite: 'bookworm', store: 'classic', version: /^20\.10\./, driver: 'overlay2' },
  { suite: 'trixie', store: 'classic', version: /^26\.1\./, driver: 'overlay2' },
  // Testing moves: what matters is that there is an engine, not which.
  { suite: 'forky', store: 'classic', version: /^\d+\./, driver: 'overlay2' },
  { suite: 'forky', store: 'containerd', version: /^\d+\./, driver: 'overlayfs' },
];

describe.for(engines)('$suite, $store store', ({ suite, store, version, driver }) => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite], store });
    host = lab.host(suite);
  });
  afterAll(() => lab?.stop());

  beforeEach(async () => {
    await host.unblock();
    await host.forgetImages();
    await lab.forgetRequests();
  });

  /** What a service was asked for by a client: the log may be a moment behind the pull. */
  const blobs = (service: string, client: string) => async () => {
    const asked = await lab.requests(service);
    return asked.some((one) => one.client === client && one.path.includes('/blobs/'));
  };

  test('boots a whole system with the engine it promises', async () => {
    expect(await host.version()).toMatch(version);
    expect((await host.info()).Driver).toBe(driver);
    expect(await host.must(['systemctl', 'is-system-running'])).toBe('running');
    expect(await host.must(['hostname'])).toBe(suite);
  });

  test('pulls from Docker Hub with a token, and runs what it pulled', async () => {
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    await expect.poll(blobs('hub', host.address)).toBe(true);
    expect(await lab.requests('auth')).not.toHaveLength(0);
    expect((await lab.queries()).map(({ name }) => name)).toContain('registry-1.docker.io');
    expect(await host.run(['docker', 'run', '--rm', 'hello'])).toMatchObject({ exitCode: 0 });
  });

  test('is refused a private image until it logs in', async () => {
    expect((await host.pull('private/secret')).stderr).toMatch(/denied|authorization failed/);
    const { name, password } = users.hub;
    await host.must(['docker', 'login', '-u', name, '--password-stdin'], { input: password });
    expect(await host.pull('private/secret')).toMatchObject({ exitCode: 0 });
  });

  test('cannot pull when Docker Hub is blocked, but can through the proxy', async () => {
    await host.blockHub();
    expect((await host.pull('library/hello')).stderr).toMatch(/connection refused/);
    await host.dropIn('proxy', '[Service]\nEnvironment=HTTPS_PROXY=http://proxy.lab:3128\n');
    await host.restartDocker();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    await expect.poll(blobs('hub', addresses.proxy)).toBe(true);
    expect(await blobs('hub', host.address)()).toBe(false);
  });

  test('needs a password for the closed proxy, whatever characters it has', async () => {
    const { name, password } = users.awkwardProxy;
    const login = `${encodeURIComponent(name)}:${encodeURIComponent(password)}`;
    await host.blockHub();
    const proxy = async (user: string) => {
      const value = `http://${user}proxy.lab:3129`.replaceAll('%', '%%');
      await host.dropIn('proxy', `[Service]\nEnvironment="HTTPS_PROXY=${value}"\n`);
      await host.restartDocker();
      return host.pull('library/hello');
    };
    expect((await proxy('')).stderr).toMatch(/Proxy Authentication Required/);
    expect(await proxy(`${login}@`)).toMatchObject({ exitCode: 0 });
  });

  test('resets to stock', async () => {
    await host.writeFile('/etc/docker/daemon.json', 'not JSON');
    await expect(host.restartDocker()).rejects.toThrow('unable to configure the Docker daemon');
    await host.reset();
    expect(await host.exists('/etc/systemd/system/docker.service.d')).toBe(false);
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
  });

  test('needs insecure-registries for a registry without TLS', async () => {
    const stock = await host.pull('plain.lab:5000/hello');
    expect(stock.stderr).toMatch(/server gave HTTP response to HTTPS client/);
    await configure({ 'insecure-registries': ['plain.lab:5000'] });
    expect(await host.pull('plain.lab:5000/hello')).toMatchObject({ exitCode: 0 });
    await expect.poll(blobs('plain', host.address)).toBe(true);
  });

  test('needs the CA of a registry with a private one', async () => {
    expect((await host.pull('harbor.lab/hello')).stderr).toMatch(/unknown authority/);
    await host.writeFile('/etc/docker/certs.d/harbor.lab/ca.crt', lab.ca.private);
    expect(await host.pull('harbor.lab/hello')).toMatchObject({ exitCode: 0 });
    await expect.poll(blobs('harbor', host.address)).toBe(true);
  });

  test('is served by the mirror whose CA it trusts where its store looks for it', async () => {
    // The containerd store does not read the mirror's own folder, but that of the mirrored host.
    const folder = store === 'classic' ? 'mirror.lab' : 'docker.io';
    await host.writeFile(`/etc/docker/certs.d/${folder}/ca.crt`, lab.ca.private);
    await configure({ 'registry-mirrors': ['https://mirror.lab'] });
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    await expect.poll(blobs('mirror', host.address)).toBe(true);
    expect(await blobs('hub', host.address)()).toBe(false);
  });

  test('keeps its configuration over a reboot', async () => {
    await host.reboot();
    expect((await host.info()).RegistryConfig).toMatchObject({ Mirrors: ['https://mirror.lab/'] });
  });

  async function configure(settings: Record<string, unknown>): Promise<void> {
    const features = store === 'containerd' ? { 'containerd-snapshotter': true } : {};
    await host.writeFile('/etc/docker/daemon.json', JSON.stringify({ features, ...settings }));
    await host.restartDocker();
  }
});
