/**
 * The main job on every engine: a stock host that cannot pull is diagnosed, put right by one
 * `apply`, and proven by real pulls; and an `apply` that must not succeed leaves no trace.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { addresses, startLab } from './lab.ts';
import type { Store, SuiteName } from './suites.ts';

const engines: { suite: SuiteName; store: Store }[] = [
  { suite: 'bookworm', store: 'classic' },
  { suite: 'trixie', store: 'classic' },
  { suite: 'forky', store: 'classic' },
  { suite: 'forky', store: 'containerd' },
  { suite: 'sysv', store: 'classic' },
  { suite: 'openrc', store: 'classic' },
];

const images = {
  hub: 'library/hello',
  plain: 'plain.lab:5000/hello',
} as const;

const profile = `{
  // what this site needs: its mirror, its registry without TLS, its way out
  'registry-mirrors': ['https://mirror.lab'],
  'insecure-registries': { add: ['plain.lab:5000'] },
  proxies: {
    'http-proxy': 'http://proxy.lab:3128',
    'https-proxy': 'http://proxy.lab:3128',
    'no-proxy': 'localhost,127.0.0.0/8,.lab',
  },
  registries: { 'mirror.lab': { ca: './corp-ca.pem' } },
}
`;

describe.for(engines)('$suite, $store store', ({ suite, store }) => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite], store });
    host = lab.host(suite);
    await host.blockHub();
    await host.writeFile('/root/profile.json5', profile);
    await host.writeFile('/root/corp-ca.pem', lab.ca.private);
  });
  afterAll(() => lab?.stop());

  test('before: no pull works, and doctor says at which stage', async () => {
    for (const image of Object.values(images)) {
      expect(await host.pull(image)).not.toMatchObject({ exitCode: 0 });
    }
    const hub = await doctor(images.hub);
    expect(hub).toMatchObject({ exitCode: 1, verdict: 'broken' });
    expect(hub.failed).toEqual(['https://registry-1.docker.io tcp']);
    const plain = await doctor(images.plain);
    expect(plain).toMatchObject({ exitCode: 1, verdict: 'broken' });
    expect(plain.failed).toEqual(['https://plain.lab:5000 tls']);
  });

  test('a check shows the plan and writes nothing', async () => {
    const before = await traces();
    const check = await apply('--check', '--diff');
    expect(check.document).toMatchObject({ changed: true, applied: false });
    expect(check.document.plan.action).toBe('restart');
    expect(JSON.stringify(check.document.plan.changes)).toContain('+');
    expect(
      (await host.dockcfg(['plan', '/root/profile.json5', '--detailed-exitcode'])).exitCode,
    ).toBe(2);
    expect(await traces()).toBe(before);
  });

  test('one apply puts it right, and every pull is served by whom it should be', async () => {
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 0, document: { changed: true, applied: true } });
    expect(Object.values(done.document.verified)).not.toContain('differs');

    await lab.forgetRequests();
    expect(await host.pull(images.plain)).toMatchObject({ exitCode: 0 });
    expect(await host.pull(images.hub)).toMatchObject({ exitCode: 0 });
    await expect.poll(() => blobClients('plain')).toEqual([host.address]);
    await expect.poll(() => blobClients('mirror')).toEqual([host.address]);
    expect(await blobClients('hub')).not.toContain(host.address);
  });

  test('with the mirror gone, Docker Hub is reached through the proxy', async () => {
    await host.forgetImages();
    await host.block([addresses.mirror, addresses.hub, addresses.auth]);
    await lab.forgetRequests();
    expect(await host.pull(images.hub)).toMatchObject({ exitCode: 0 });
    await expect.poll(() => blobClients('hub')).toEqual([addresses.proxy]);
    await host.blockHub();
  });

  test('after: doctor says healthy, and a second apply changes nothing', async () => {
    for (const image of Object.values(images)) {
      expect(await doctor(image)).toMatchObject({ exitCode: 0, verdict: 'healthy', findings: [] });
    }
    const before = await traces();
    const pid = await enginePid();
    const again = await apply();
    expect(again).toMatchObject({ exitCode: 0, document: { changed: false, transaction: null } });
    expect(await traces()).toBe(before);
    expect(await enginePid()).toBe(pid);
  });

  test('a profile that would stop the daemon is refused before anything is written', async () => {
    const before = await traces();
    await host.writeFile('/root/bad.json5', "{ 'registry-mirrors': ['mirror.lab'] }");
    const refused = await host.dockcfg(['apply', '/root/bad.json5', '--yes']);
    expect(refused.exitCode).toBe(65);
    expect(refused.stderr).toContain('mirror.lab');
    expect(await traces()).toBe(before);
  });

  test('what only the engine can refuse is put back, and pulls work as before', async () => {
    const before = await contents();
    await host.writeFile('/root/refused.json5', "{ daemon: { 'data-root': '/proc/nowhere' } }");
    const refused = await host.dockcfg(['apply', '/root/refused.json5', '--yes', '--json']);
    expect(refused).toMatchObject({ exitCode: 3 });
    expect(await contents()).toBe(before);
    await host.waitForDocker();
    await host.forgetImages();
    expect(await host.pull(images.hub)).toMatchObject({ exitCode: 0 });
  });

  async function doctor(image: string) {
    const { exitCode, stdout, stderr } = await host.dockcfg(['doctor', image, '--json']);
    const document = parse(stdout, stderr);
    const failed = document.routes.flatMap((route: Route) =>
      route.endpoints.flatMap(({ url, stages }) =>
        stages.flatMap(({ stage, outcome }) => (outcome === 'failed' ? [`${url} ${stage}`] : [])),
      ),
    );
    return { exitCode, failed, verdict: document.verdict, findings: document.findings };
  }

  async function apply(...flags: string[]) {
    const argv = ['apply', '/root/profile.json5', '--yes', '--json', ...flags];
    const { exitCode, stdout, stderr } = await host.dockcfg(argv);
    return { exitCode, document: parse(stdout, stderr) };
  }

  /** Everything that stands in the places dockcfg may write, with times. */
  const traces = () =>
    host.sh(`find /etc /usr/local/share/ca-certificates /var/lib/dockcfg 2>/dev/null \
      -printf '%p %m %U:%G %s %T@\\n' | sort`);

  /** The same by content: a file that was put back has a new time. */
  const contents = () =>
    host.sh(`find /etc/docker /etc/default /etc/systemd /usr/local/share/ca-certificates \
      -type f -exec sha256sum {} + -printf '%p %m %U:%G\\n' | sort`);

  const enginePid = () => host.must(['cat', '/run/docker.pid']);

  async function blobClients(service: string): Promise<string[]> {
    const asked = await lab.requests(service);
    const clients = asked
      .filter(({ path }) => path.includes('/blobs/'))
      .map(({ client }) => client);
    return [...new Set(clients)];
  }
});

interface Route {
  endpoints: { url: string; stages: { stage: string; outcome: string }[] }[];
}

function parse(stdout: string, stderr: string) {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON document, but: ${stdout}\n${stderr}`);
  }
}
