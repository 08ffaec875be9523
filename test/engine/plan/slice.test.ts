import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { textIn } from '../host.ts';
import { defaultDocker, dockerIoUnit } from '../units.ts';
import { exactly, pem, planOn, proxy } from './host.ts';

const stock = {
  '/lib/systemd/system/docker.service': dockerIoUnit,
  '/etc/default/docker': defaultDocker,
  '/usr/sbin/update-ca-certificates': '',
};

const show = `Id=docker.service
LoadState=loaded
ActiveState=active
SubState=running
UnitFileState=enabled
FragmentPath=/lib/systemd/system/docker.service
NeedDaemonReload=no
MainPID=1
`;

const wish: DesiredState = {
  'registry-mirrors': exactly('https://mirror.lab'),
  'insecure-registries': exactly('plain.lab:5000'),
  proxies: {
    'http-proxy': proxy('http://us%40er:p%2Fw@proxy.lab:3128'),
    'https-proxy': proxy('http://us%40er:p%2Fw@proxy.lab:3128'),
    'no-proxy': 'localhost,.lab',
  },
  registries: new Map([['mirror.lab', { ca: pem('mirror.lab') }]]) as never,
};

const engines = {
  '20.10': { version: '20.10.24+dfsg1', store: 'classic' },
  '26.1': { version: '26.1.5+dfsg1', store: 'classic' },
  '28.5': { version: '28.5.2+dfsg3', store: 'classic' },
  '28.5 containerd': { version: '28.5.2+dfsg3', store: 'containerd' },
} as const;

const running = (engine: keyof typeof engines) => ({
  running: { info: engines[engine], commands: { 'systemctl show': show } },
});

describe('a stock docker.io host gets everything at once', () => {
  it.each(['26.1', '28.5'] as const)(
    'on %s: all of it in daemon.json and certs.d',
    async (engine) => {
      const { plan, files, after } = await planOn(stock, wish, running(engine));
      expect(files.map((file) => file.path)).toEqual([
        '/etc/docker/certs.d/mirror.lab/ca.crt',
        '/etc/docker/daemon.json',
      ]);
      expect(JSON.parse(textIn(after, '/etc/docker/daemon.json') ?? '')).toEqual({
        'registry-mirrors': ['https://mirror.lab'],
        'insecure-registries': ['plain.lab:5000'],
        proxies: {
          'http-proxy': 'http://us%40er:p%2Fw@proxy.lab:3128',
          'https-proxy': 'http://us%40er:p%2Fw@proxy.lab:3128',
          'no-proxy': 'localhost,.lab',
        },
      });
      expect(after['/etc/docker/daemon.json']).toMatchObject({ mode: 0o600 });
      expect(plan.action).toBe('restart');
      expect(plan.reason.en).toContain('proxies');
    },
  );

  it('on 20.10: proxies go to a root-only environment file beside a drop-in', async () => {
    const { plan, files, after } = await planOn(stock, wish, running('20.10'));
    expect(files.map((file) => file.path)).toEqual([
      '/etc/docker/certs.d/mirror.lab/ca.crt',
      '/var/lib/dockcfg/docker.env',
      '/etc/systemd/system/docker.service.d/50-dockcfg.conf',
      '/etc/docker/daemon.json',
    ]);
    expect(textIn(after, '/etc/systemd/system/docker.service.d/50-dockcfg.conf')).toBe(
      `# Written by dockcfg; \`dockcfg history\` tells when and why.
[Service]
Environment="NO_PROXY=localhost,.lab"
EnvironmentFile=-/var/lib/dockcfg/docker.env
`,
    );
    expect(after['/var/lib/dockcfg/docker.env']).toMatchObject({
      text: `HTTP_PROXY=http://us%40er:p%2Fw@proxy.lab:3128
HTTPS_PROXY=http://us%40er:p%2Fw@proxy.lab:3128
`,
      mode: 0o600,
    });
    expect(JSON.parse(textIn(after, '/etc/docker/daemon.json') ?? '')).not.toHaveProperty(
      'proxies',
    );
    expect(plan.changes.at(-1)).toMatchObject({ kind: 'effect', effect: 'daemon-reload' });
  });

  it('on the containerd store the mirror gets its CA by hosts.toml', async () => {
    const { files, after } = await planOn(stock, wish, running('28.5 containerd'));
    expect(files.map((file) => file.path)).toEqual([
      '/etc/docker/certs.d/mirror.lab/ca.crt',
      '/etc/docker/certs.d/docker.io/hosts.toml',
      '/etc/docker/daemon.json',
    ]);
    expect(textIn(after, '/etc/docker/certs.d/docker.io/hosts.toml')).toBe(
      `# Written by dockcfg; \`dockcfg history\` tells when and why.
server = "https://registry-1.docker.io"

[host."https://mirror.lab"]
capabilities = ["pull", "resolve"]
ca = "/etc/docker/certs.d/mirror.lab/ca.crt"
`,
    );
  });

  it.each(Object.keys(engines) as (keyof typeof engines)[])(
    'on %s: planning again changes nothing',
    async (engine) => {
      const first = await planOn(stock, wish, running(engine));
      const shown = {
        ...engines[engine],
        mirrors: ['https://mirror.lab/'],
        insecure: ['plain.lab:5000'],
        httpProxy: 'http://xxxxx:xxxxx@proxy.lab:3128',
        httpsProxy: 'http://xxxxx:xxxxx@proxy.lab:3128',
        noProxy: 'localhost,.lab',
      };
      const { plan } = await planOn(first.after, wish, {
        running: { info: shown, commands: { 'systemctl show': show } },
      });
      expect(plan.changes).toEqual([]);
      expect(plan.action).toBe('none');
    },
  );

  it('tells what the engine must show afterwards, masked as it masks', async () => {
    const { plan } = await planOn(stock, wish, running('28.5'));
    expect(plan.expects).toEqual([
      { key: 'registry-mirrors', value: ['https://mirror.lab/'] },
      { key: 'insecure-registries', value: ['plain.lab:5000'] },
      { key: 'http-proxy', value: 'http://xxxxx:xxxxx@proxy.lab:3128' },
      { key: 'https-proxy', value: 'http://xxxxx:xxxxx@proxy.lab:3128' },
      { key: 'no-proxy', value: 'localhost,.lab' },
    ]);
  });
});
