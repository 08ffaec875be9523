/**
 * Settings that stood somewhere else before: moved, edited or resolved by one apply, on real
 * engines; and the promise that hosts.toml limits an insecure mirror to itself.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LabHost } from '../../lab/host.ts';
import { addresses, type Lab, startLab } from '../../lab/lab.ts';
import type { SuiteName } from '../../lab/suites.ts';

const vendor = '/usr/lib/systemd/system/docker.service';
const folder = '/etc/systemd/system/docker.service.d';
const own = `${folder}/50-dockcfg.conf`;
const defaultDocker = '/etc/default/docker';
const daemonJson = '/etc/docker/daemon.json';

/** The same list under its two spellings, with values before and after. */
const lists = [
  {
    key: 'registry-mirrors',
    flag: '--registry-mirror',
    wish: '--mirror',
    before: 'https://old.lab',
    after: 'https://new.lab',
  },
  {
    key: 'insecure-registries',
    flag: '--insecure-registry',
    wish: '--insecure-registry',
    before: 'old.lab:5000',
    after: 'new.lab:5000',
  },
] as const;

const suites: readonly SuiteName[] = ['bookworm', 'trixie', 'forky'];

describe.for(suites)('on %s', (suite) => {
  let lab: Lab;
  let host: LabHost;
  let unit: string;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite] });
    host = lab.host(suite);
    unit = await host.readFile(vendor);
  });
  afterAll(() => lab?.stop());

  beforeEach(async () => {
    await host.sh(`rm -rf ${folder} ${daemonJson} /var/lib/dockcfg; : >${defaultDocker}`);
    await host.writeFile(vendor, unit);
  });

  describe.for(lists)('$key', ({ key, flag, wish, before, after }) => {
    const startedFrom = async (files: { [path: string]: string }) => {
      for (const [path, text] of Object.entries(files)) await host.writeFile(path, text);
      await host.must(['systemctl', 'daemon-reload']);
      await host.run(['systemctl', 'restart', 'docker']);
    };
    const command = () => /^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '';

    const origins = {
      "a flag in the package's unit": () => ({
        [vendor]: unit.replace(command(), `${command()} ${flag}=${before}`),
      }),
      'a flag in a drop-in': () => ({
        [`${folder}/10-machine.conf`]: `[Service]\nExecStart=\nExecStart=${command()} ${flag} ${before}\n`,
      }),
      'a variable of a drop-in': () => ({
        [`${folder}/10-opts.conf`]: `[Service]\nEnvironment="DOCKER_OPTS=${flag}=${before}"\n`,
      }),
      'a flag in /etc/default/docker': () => ({
        [defaultDocker]: `DOCKER_OPTS="--log-level=warn ${flag}=${before}"\n`,
      }),
      'daemon.json': () => ({ [daemonJson]: `{ "log-level": "warn", "${key}": ["${before}"] }` }),
      'flag and daemon.json at once, with which the engine is down': () => ({
        [defaultDocker]: `DOCKER_OPTS="${flag}=${before}"\n`,
        [daemonJson]: `{ "${key}": ["${before}"] }`,
      }),
    };

    test.for(Object.entries(origins))('from %s', async ([, files]) => {
      await startedFrom(files());
      await applied(wish, after);
      expect(await shown(key)).toEqual([after]);
      await unchanged(wish, after);
      await host.restartDocker();
      expect(await shown(key)).toEqual([after]);
    });

    test('goes from daemon.json by a reload, without a restart', async () => {
      await startedFrom({ [daemonJson]: `{ "${key}": ["${before}"] }` });
      const pid = await enginePid();
      await host.writeFile('/root/none.json', `{ "${key}": [] }`);
      await applied('/root/none.json');
      expect(await shown(key)).toEqual([]);
      expect(await enginePid()).toBe(pid);
      await unchanged('/root/none.json');
    });
  });

  describe('a proxy', () => {
    const [before, after] = ['http://old.lab:3128', 'http://us%40er:p%2Fw@new.lab:3128'];
    const origins = {
      "the package's unit": () => ({
        [vendor]: unit.replace('[Service]\n', `[Service]\nEnvironment=HTTPS_PROXY=${before}\n`),
      }),
      'a drop-in': () => ({
        [`${folder}/proxy.conf`]: `[Service]\nEnvironment=https_proxy=${before}\n`,
      }),
      'an environment file': () => ({ [defaultDocker]: `HTTPS_PROXY=${before}\n` }),
      'all of them': () => ({
        [`${folder}/proxy.conf`]: `[Service]\nEnvironment="HTTPS_PROXY=${before}" FOO=bar\n`,
        [defaultDocker]: `https_proxy=${before}\nHTTPS_PROXY=${before}\n`,
      }),
    };

    test.for(Object.entries(origins))(
      'from %s, with a password, and away again',
      async ([, files]) => {
        for (const [path, text] of Object.entries(files())) await host.writeFile(path, text);
        await host.must(['systemctl', 'daemon-reload']);
        await host.restartDocker();
        expect((await host.info()).HttpsProxy).toBe(before);
        await host.writeFile(
          '/root/proxy.json5',
          `{ proxies: { 'https-proxy': '${after}' } }`,
          '600',
        );
        await applied('/root/proxy.json5');
        expect((await host.info()).HttpsProxy).toBe('http://xxxxx:xxxxx@new.lab:3128');
        expect(await host.must(['systemctl', 'show', 'docker'])).not.toContain('p%2Fw');
        const readable = `find /etc ! -perm -o=r -prune -o -type f -print0 | xargs -0 grep -ls 'p%' || true`;
        expect(await host.sh(readable)).toBe('');
        await unchanged('/root/proxy.json5');
        await host.writeFile('/root/no-proxy.json5', '{ proxies: null }');
        await applied('/root/no-proxy.json5');
        expect((await host.info()).HttpsProxy ?? '').toBe('');
        expect(await host.exists(own)).toBe(vendor in files());
      },
    );
  });

  async function applied(...args: readonly string[]) {
    const done = await host.dockcfg(['apply', ...args, '--yes', '--json']);
    expect({ exitCode: done.exitCode, said: done.exitCode === 0 ? '' : done.stderr }).toEqual({
      exitCode: 0,
      said: '',
    });
    const document = JSON.parse(done.stdout);
    expect(Object.values(document.verified)).not.toContain('differs');
    return document;
  }

  async function unchanged(...args: readonly string[]) {
    expect(await applied(...args)).toMatchObject({ changed: false, plan: { changes: [] } });
  }

  async function shown(key: 'registry-mirrors' | 'insecure-registries'): Promise<string[]> {
    const { RegistryConfig } = (await host.info()) as {
      RegistryConfig: {
        Mirrors: string[] | null;
        IndexConfigs: { [name: string]: { Secure: boolean } };
      };
    };
    if (key === 'registry-mirrors') {
      return (RegistryConfig.Mirrors ?? []).map((mirror) => mirror.replace(/\/$/, ''));
    }
    const indexes = Object.entries(RegistryConfig.IndexConfigs);
    return indexes.filter(([, { Secure }]) => !Secure).map(([name]) => name);
  }

  const enginePid = () => host.must(['systemctl', 'show', '-P', 'MainPID', 'docker']);
});

describe('an insecure mirror on the containerd store', () => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: ['forky'], store: 'containerd' });
    host = lab.host('forky');
    // a Docker Hub that nobody vouches for: only an engine that does not look will pull from it
    await host.sh(
      'rm /usr/local/share/ca-certificates/lab-public.crt; update-ca-certificates --fresh',
    );
    await host.block([addresses.mirror]);
  });
  afterAll(() => lab?.stop());

  test('makes the engine talk to an untrusted Docker Hub when it is listed by hand', async () => {
    await host.writeFile(
      daemonJson,
      `{"features":{"containerd-snapshotter":true},"registry-mirrors":["https://mirror.lab"],"insecure-registries":["mirror.lab"]}`,
    );
    await host.restartDocker();
    await host.pull('library/hello');
    await expect.poll(hubClients).toContain(host.address);
  });

  test('does not when dockcfg lists it', async () => {
    const args = ['--mirror', 'https://mirror.lab', '--insecure-registry', 'mirror.lab'];
    const done = await host.dockcfg(['apply', ...args, '--yes', '--json']);
    expect(done).toMatchObject({ exitCode: 0 });
    await lab.forgetRequests();
    expect((await host.pull('library/hello')).exitCode).not.toBe(0);
    await host.unblock();
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    await expect.poll(async () => (await lab.requests('mirror')).length).toBeGreaterThan(0);
    expect(await hubClients()).not.toContain(host.address);
  });

  const hubClients = async () => (await lab.requests('hub')).map(({ client }) => client);
});
