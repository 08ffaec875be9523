/** Hosts that no manual describes: what a plan makes of them, or why it makes nothing. */
import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { show } from '../../../src/engine/show/show.ts';
import { type HostOptions, hostOf, type Tree, textIn } from '../host.ts';
import { exactly, pem, planOn, proxy, registries } from './host.ts';

const daemonJson = '/etc/docker/daemon.json';
const unit = '/lib/systemd/system/docker.service';
const certsDir = '/etc/docker/certs.d';
const mirrors: DesiredState = { 'registry-mirrors': exactly('https://m.example') };
const https: DesiredState = { proxies: { 'https-proxy': proxy('http://q:3128') } };
const ca = registries({ 'h.example': { ca: pem('ca') } });

const engine = (version: string, store: 'classic' | 'containerd' = 'classic'): HostOptions => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return { engineOverride: { version: { text: version, major, minor, patch }, store } };
};

const service = (...lines: readonly string[]) =>
  `[Service]\n${lines.map((line) => `${line}\n`).join('')}`;

const dockerd = 'ExecStart=/usr/bin/dockerd -H fd://';

/** Twice the same wish: the second time there is nothing to do. */
async function settled(tree: Tree, wish: DesiredState, options: HostOptions = {}): Promise<Tree> {
  const { after } = await planOn(tree, wish, options);
  expect((await planOn(after, wish, options)).plan.changes).toEqual([]);
  return after;
}

describe('what is refused, since nothing dockcfg writes would count', () => {
  const refused: readonly [string, Tree, DesiredState, string][] = [
    [
      'a flag in a drop-in made at boot that comes after its own',
      {
        [unit]: service(dockerd),
        '/run/systemd/system/docker.service.d/90-x.conf': service(
          'ExecStart=',
          `${dockerd} --registry-mirror=https://old.example`,
        ),
      },
      mirrors,
      '/run/systemd/system/docker.service.d/90-x.conf:3 overrides everything else',
    ],
    [
      'a variable that the unit takes away at the end',
      { [unit]: service(dockerd, 'UnsetEnvironment=HTTPS_PROXY') },
      https,
      'UnsetEnvironment=',
    ],
    [
      'a file whose name only systemd can tell',
      { [unit]: service('ExecStart=/usr/bin/dockerd --config-file=/etc/docker/%H.json') },
      mirrors,
      '--config-file /etc/docker/%H.json',
    ],
    [
      'a link that leads nowhere',
      { [daemonJson]: { text: '', link: '/srv/none.json', missing: true } },
      mirrors,
      '/srv/none.json, which does not exist',
    ],
    [
      'a certificate behind a link that others may read',
      { [`${certsDir}/h.example/ca.crt`]: { text: pem('old'), link: '/etc/ssl/cert.pem' } },
      ca,
      'other programs may trust as well',
    ],
    [
      'a file where a folder belongs',
      { [`${certsDir}/h.example`]: 'x' },
      ca,
      'is not a folder: move that away first',
    ],
    [
      'a number that only looks whole',
      { [daemonJson]: '{"shutdown-timeout": 15.0}' },
      { daemon: { 'shutdown-timeout': 15 } },
      'written as 15.0',
    ],
    [
      'an environment file with a quote that nobody closes',
      {
        [unit]: service('EnvironmentFile=-/etc/default/docker', `${dockerd} $DOCKER_OPTS`),
        '/etc/default/docker': '# ours\nHTTP_PROXY=http://p:1\nDOCKER_OPTS="--debug\n',
      },
      https,
      '/etc/default/docker:3:1: HTTPS_PROXY cannot be set here',
    ],
    ['proxies that are null', { [daemonJson]: '{"proxies": null}' }, mirrors, '"proxies" must be'],
  ];

  it.each(refused)('%s', async (_what, tree, wish, words) => {
    const old = wish === https ? engine('20.10.24') : engine('28.5.2');
    await expect(planOn(tree, wish, old)).rejects.toMatchObject({
      message: expect.stringContaining(words),
    });
  });
});

it('names the place in a hosts.toml that cannot be edited', async () => {
  const path = `${certsDir}/h.example/hosts.toml`;
  const tree = { [path]: 'server = "https://h.example"\nca = [\n' };
  const wish = registries({ 'h.example': { mirrors: exactly('https://m.example') } });
  await expect(planOn(tree, wish, engine('28.5.2', 'containerd'))).rejects.toMatchObject({
    exit: 'needsDecision',
    message: expect.stringMatching(new RegExp(`^${path}:[23]:\\d+: this TOML file`)),
  });
});

describe('a script between the service and the engine', () => {
  const tree = { [unit]: service('ExecStart=/usr/local/bin/start-docker') };
  const facts = async () => {
    const gathered = await hostOf(tree, { running: { info: { mirrors: ['https://old/'] } } });
    const argv = ['/usr/bin/dockerd', '--registry-mirror=https://old'];
    return { ...gathered, process: { pid: 7, argv, environment: null } };
  };
  const options = { restart: 'auto', allowUnsupported: false } as const;

  it('gives a flag that no file of dockcfg may meet', async () => {
    const host = await facts();
    expect(() => makePlan(mirrors, host, options)).toThrow(/start-docker, which the service/);
    expect(makePlan({ daemon: { debug: true } }, host, options).changes).toHaveLength(1);
  });

  it('is where show says that the value comes from', async () => {
    expect(show(await facts(), ['registry-mirrors']).settings).toMatchObject([
      {
        value: ['https://old/'],
        origin: { kind: 'flag', path: '/usr/local/bin/start-docker' },
        state: 'in effect',
      },
    ]);
  });
});

describe('what is found where it stands', () => {
  it('an engine behind other commands of its unit', async () => {
    const old = '/usr/bin/dockerd --registry-mirror https://old.example';
    const tree = { [unit.replace('/lib', '/etc')]: service(`ExecStart=${old} ; /bin/true`) };
    const after = await settled(tree, mirrors);
    expect(Object.values(after)).toEqual(
      [service('ExecStart=/usr/bin/dockerd --registry-mirror https://m.example ; /bin/true')].map(
        (text) => expect.objectContaining({ text }),
      ),
    );
  });

  it('an environment file whose folder is a pattern', async () => {
    const tree = {
      [unit]: service('EnvironmentFile=-/etc/*/docker', 'ExecStart=/usr/bin/dockerd $DOCKER_OPTS'),
      '/etc/default/docker': 'DOCKER_OPTS="--registry-mirror=https://old.example"\n',
      '/etc/zsh/other': '',
    };
    const after = await settled(tree, mirrors);
    expect(textIn(after, '/etc/default/docker')).toBe(
      'DOCKER_OPTS="--registry-mirror=https://m.example"\n',
    );
    expect(Object.keys(after).toSorted()).toEqual(Object.keys(tree).toSorted());
  });

  it('a proxy under a name with capitals, which gives way to a wish for it', async () => {
    const tree = { [daemonJson]: '{"Proxies":{"https-proxy":"http://p:1"},"debug":true}' };
    const after = await settled(tree, https, engine('28.5.2'));
    expect(textIn(after, daemonJson)).toBe(
      '{"Proxies":{},"debug":true,"proxies":{"https-proxy":"http://q:3128"}}',
    );
    const { plan } = await planOn(tree, mirrors, engine('28.5.2'));
    expect(plan.warnings.map(({ en }) => en).join()).toContain('despite its capital letters');
  });

  it('a misspelt key on its one line, and the line stays one', async () => {
    const after = await settled({ [daemonJson]: '{"Registry-Mirrors":["https://a"]}' }, mirrors);
    expect(textIn(after, daemonJson)).toBe('{"registry-mirrors":["https://m.example"]}');
  });
});

describe('what has to be known', () => {
  it('is that a comment behind a value is a part of it, and stops the engine', async () => {
    const tree = {
      [unit]: service('EnvironmentFile=-/etc/default/docker', `${dockerd} $DOCKER_OPTS`),
      '/etc/default/docker': 'DOCKER_OPTS="--log-level=warn" # as we agreed\n',
    };
    await expect(planOn(tree, mirrors)).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringContaining('"as" is not a flag'),
    });
  });

  it('is that a file has other names, which keep the old text', async () => {
    const facts = await hostOf({ [daemonJson]: '{}' });
    const snapshot = facts.files.get(daemonJson);
    if (!snapshot) throw new Error('nothing was gathered');
    const files = new Map(facts.files).set(daemonJson, { ...snapshot, names: 2 });
    const options = { restart: 'auto', allowUnsupported: false } as const;
    const { warnings } = makePlan(mirrors, { ...facts, files }, options);
    expect(warnings.map(({ en }) => en).join()).toContain('hard links');
  });
});

describe('a trust directory of its own', () => {
  const tree = { [`${certsDir}/_default/hosts.toml`]: 'server = "https://m.example"\n' };

  it('ends what _default says for that registry, which is said', async () => {
    const { plan } = await planOn(tree, ca, engine('28.5.2', 'containerd'));
    expect(plan.warnings.map(({ en }) => en).join()).toContain('_default for h.example');
  });

  it('ends nothing in the classic store, which reads no _default', async () => {
    const { plan } = await planOn(tree, ca, engine('28.5.2'));
    expect(plan.warnings).toEqual([]);
  });
});

describe('hosts out of public repositories', () => {
  const both: DesiredState = {
    'registry-mirrors': exactly('https://m.example'),
    'insecure-registries': exactly('10.0.0.0/8'),
  };
  const atomicInit = `#!/bin/sh

# set storage first
(
    . /etc/sysconfig/docker-storage-setup
    /usr/bin/docker-storage-setup
)

for i in /etc/sysconfig/{docker,docker-storage}; do
    test -e $i && . $i
done

/usr/libexec/docker/docker-containerd-current \\
    --listen unix:///run/containerd.sock &

exec /usr/bin/dockerd-current \\
     --default-runtime=oci \\
     $OPTIONS
`;
  const found: readonly [string, Tree, string][] = [
    [
      'an environment file beside a Kubernetes of 2016',
      {
        [unit]: service(
          'EnvironmentFile=-/run/flannel/subnet.env',
          'EnvironmentFile=-/opt/kubernetes/cfg/docker',
          'ExecStart=/opt/kubernetes/bin/dockerd $DOCKER_OPT_BIP $DOCKER_OPTS',
        ),
        '/opt/kubernetes/cfg/docker':
          'DOCKER_OPTS="-s overlay --selinux-enabled=false --insecure-registry=10.1.0.0/16"\n',
      },
      '/opt/kubernetes/cfg/docker',
    ],
    [
      'quotes in quotes in a drop-in of CoreOS',
      {
        [unit]: service('ExecStart=/run/torcx/bin/dockerd --host=fd:// $DOCKER_OPTS'),
        '/etc/systemd/system/docker.service.d/10-insecure.conf': service(
          `Environment='DOCKER_OPTS=--insecure-registry="10.0.1.0/24" --registry-mirror=http://10.0.1.9:5000'`,
        ),
      },
      '/etc/systemd/system/docker.service.d/10-insecure.conf',
    ],
    [
      'a script in a system container',
      { [unit]: service('ExecStart=/usr/bin/init.sh'), '/usr/bin/init.sh': atomicInit },
      daemonJson,
    ],
    [
      'an override that was appended to itself',
      {
        [unit]: service(dockerd),
        '/etc/systemd/system/docker.service.d/o.conf': service(
          'ExecStart=',
          `${dockerd} --registry-mirror=https://a`,
        ).repeat(2),
      },
      '/etc/systemd/system/docker.service.d/o.conf',
    ],
  ];

  it.each(found)('come to rest, changed where they say it: %s', async (_, tree, path) => {
    const after = await settled(tree, both);
    expect(textIn(after, path)).not.toBe(textIn(tree, path));
    expect(textIn(after, path)).toMatch(/https:..m\.example|10\.0\.0\.0.8/);
  });
});
