import { describe, expect, it } from 'vitest';
import { show } from '../../../src/engine/show/show.ts';
import { hostOf, type Running, type Tree } from '../host.ts';
import { dockerCeUnit, dockerIoUnit } from '../units.ts';

const rows = async (tree: Tree, running?: Running, keys: readonly string[] = []) =>
  show(await hostOf(tree, running ? { running } : {}), keys).settings;

const absent = { kind: 'absent' } as const;

const unit = { '/lib/systemd/system/docker.service': dockerIoUnit };

describe('show', () => {
  it('says where a value comes from, and that it is in effect', async () => {
    const [row] = await rows(
      { ...unit, '/etc/docker/daemon.json': '{\n  "registry-mirrors": ["https://m.example"]\n}\n' },
      { info: { mirrors: ['https://m.example/'] } },
      ['registry-mirrors'],
    );
    expect(row).toEqual({
      key: 'registry-mirrors',
      value: ['https://m.example'],
      origin: { kind: 'file', path: '/etc/docker/daemon.json', line: 2 },
      shadows: [],
      conflict: false,
      running: ['https://m.example/'],
      state: 'in effect',
    });
  });

  it('tells an edit that was not reloaded from one that needs a restart', async () => {
    const file =
      '{"registry-mirrors":["https://new.example"],"proxies":{"https-proxy":"http://new:1"}}';
    const seen = await rows(
      { ...unit, '/etc/docker/daemon.json': file },
      { info: { mirrors: ['https://old.example/'], httpsProxy: 'http://old:1' } },
      ['registry-mirrors', 'proxies'],
    );
    expect(seen.map(({ key, state, running }) => ({ key, state, running }))).toEqual([
      { key: 'https-proxy', state: 'needs restart', running: 'http://old:1' },
      { key: 'registry-mirrors', state: 'not reloaded', running: ['https://old.example/'] },
    ]);
  });

  it('shows a list that a reload kept although the file has lost it', async () => {
    const [row] = await rows(
      { ...unit, '/etc/docker/daemon.json': '{}' },
      { info: { mirrors: ['https://old.example/'] } },
      ['registry-mirrors'],
    );
    expect(row).toMatchObject({
      value: null,
      origin: { kind: 'default' },
      running: ['https://old.example/'],
      state: 'not reloaded',
    });
  });

  it('shows both origins of a key that is set as flag and in the file', async () => {
    const [row] = await rows(
      {
        ...unit,
        '/etc/default/docker': 'DOCKER_OPTS="--registry-mirror=https://a.example"\n',
        '/etc/docker/daemon.json': '{"registry-mirrors":["https://b.example"]}',
      },
      undefined,
      ['registry-mirrors'],
    );
    expect(row).toMatchObject({
      conflict: true,
      state: 'conflict',
      origin: { path: '/etc/docker/daemon.json', line: 1 },
      shadows: [{ kind: 'flag', path: '/etc/default/docker', line: 1 }],
    });
  });

  it('says what an environment file hides', async () => {
    const [row] = await rows(
      {
        ...unit,
        '/etc/systemd/system/docker.service.d/proxy.conf':
          '[Service]\nEnvironment=HTTPS_PROXY=http://drop-in:1\n',
        '/etc/default/docker': '# old\nHTTPS_PROXY=http://file:1\n',
      },
      undefined,
      ['https-proxy'],
    );
    expect(row).toMatchObject({
      value: 'http://file:1',
      origin: { kind: 'environment', path: '/etc/default/docker', line: 2 },
      shadows: [{ path: '/etc/systemd/system/docker.service.d/proxy.conf', line: 2 }],
    });
  });

  it('says that an assignment is without effect where a later file empties them all', async () => {
    const folder = '/etc/systemd/system/docker.service.d';
    const [row] = await rows(
      {
        ...unit,
        [`${folder}/10.conf`]: '[Service]\nEnvironment=HTTPS_PROXY=http://u:hunter2@old:1\n',
        [`${folder}/20.conf`]: '[Service]\nEnvironment=\n',
      },
      undefined,
      ['https-proxy'],
    );
    expect(row).toMatchObject({
      value: 'http://u:xxxxx@old:1',
      origin: { path: `${folder}/10.conf`, line: 2 },
      state: 'ignored',
    });
  });

  it('says what a key hides that stands twice in daemon.json', async () => {
    const file = `{
  "registry-mirrors": ["https://a.example"],
  "proxies": { "no-proxy": "a", "https-proxy": "http://p:1",
    "no-proxy": "b" },
  "registry-mirrors": ["https://b.example"]
}
`;
    const seen = await rows({ ...unit, '/etc/docker/daemon.json': file }, undefined, [
      'registry-mirrors',
      'proxies',
    ]);
    const at = (line: number) => ({ kind: 'file', path: '/etc/docker/daemon.json', line });
    expect(
      seen.map(({ key, value, origin, shadows }) => ({ key, value, origin, shadows })),
    ).toEqual([
      { key: 'https-proxy', value: 'http://p:1', origin: at(3), shadows: [] },
      { key: 'no-proxy', value: 'b', origin: at(4), shadows: [at(3)] },
      { key: 'registry-mirrors', value: ['https://b.example'], origin: at(5), shadows: [at(2)] },
    ]);
  });

  it.each([
    ['without a section', 'Environment="HTTPS_PROXY=http://u:hunter2@p:1"\n'],
    ['on the line of its section', '[Service]Environment="HTTPS_PROXY=http://u:hunter2@p:1"\n'],
  ])('shows a proxy that systemd passes over: %s', async (_, text) => {
    const path = '/etc/systemd/system/docker.service.d/proxy.conf';
    expect(await rows({ ...unit, [path]: text }, undefined, ['https-proxy'])).toMatchObject([
      { value: 'http://u:xxxxx@p:1', origin: { path, line: 1 }, state: 'ignored' },
    ]);
  });

  it('shows numbers with all their digits', async () => {
    const file =
      '{"default-ulimits":{"nofile":{"Name":"nofile","Hard":9223372036854775807,"Soft":1024}},"log-opts":{"splunk-token":"hunter2","n":"9223372036854775807"},"mtu":9007199254740993}';
    const seen = await rows({ ...unit, '/etc/docker/daemon.json': file }, undefined);
    const text = (key: string) => JSON.stringify(seen.find((row) => row.key === key)?.value);
    expect(text('default-ulimits')).toBe(
      '{"nofile":{"Name":"nofile","Hard":9223372036854775807,"Soft":1024}}',
    );
    expect(text('mtu')).toBe('9007199254740993');
    expect(text('log-opts')).not.toContain('hunter2');
  });

  it('shows the flags that a program between the service and the engine adds', async () => {
    const seen = await rows(
      {
        ...unit,
        '/etc/systemd/system/docker.service.d/10.conf':
          '[Service]\nExecStart=\nExecStart=/bin/sh -c "exec /usr/bin/dockerd --registry-mirror=https://a.example --registry-mirror=https://b.example --debug"\n',
      },
      undefined,
      ['registry-mirrors', 'debug'],
    );
    expect(seen).toMatchObject([
      { key: 'debug', value: true },
      {
        key: 'registry-mirrors',
        value: ['https://a.example', 'https://b.example'],
        origin: { kind: 'flag', path: '/etc/systemd/system/docker.service.d/10.conf', line: 3 },
        state: 'at next start',
      },
    ]);
  });

  it('marks what nothing reads as ignored', async () => {
    const seen = await rows({
      '/lib/systemd/system/docker.service': dockerCeUnit,
      '/etc/default/docker': 'DOCKER_OPTS="--registry-mirror=https://a.example"\n',
      '/etc/docker/daemon.json': '{"registry-mirror":["https://b.example"]}',
    });
    expect(
      seen.filter((row) => row.state === 'ignored').map((row) => [row.key, row.origin.path]),
    ).toEqual([
      ['registry-mirror', '/etc/docker/daemon.json'],
      ['registry-mirrors', '/etc/default/docker'],
    ]);
  });

  it('shows a misspelt key once, and what stops the engine as that', async () => {
    const file = JSON.stringify({
      'registry-mirror': ['https://b.example'],
      registry: { 'insecure-registries': ['x.example'] },
      'log-level': 'warn',
      'registry-mirrrors': [],
    });
    const seen = await rows({ ...unit, '/etc/docker/daemon.json': file });
    const inFile = seen.filter((row) => row.origin.path === '/etc/docker/daemon.json');
    expect(inFile.map(({ key, state }) => [key, state])).toEqual([
      ['log-level', 'at next start'],
      ['registry-mirror', 'ignored'],
      ['registry-mirrrors', 'conflict'],
      ['registry.insecure-registries', 'ignored'],
    ]);
  });

  it('says of a key that no engine shows that a restart was put off', async () => {
    const tree = { ...unit, '/etc/docker/daemon.json': '{"log-level":"warn"}' };
    const facts = await hostOf(tree, { running: { info: {} } });
    const unread = [{ path: facts.layout.daemonJson, atStart: absent, atReload: null }];
    const [row] = show({ ...facts, unread }, ['log-level']).settings;
    expect(row).toMatchObject({ running: null, state: 'needs restart' });
  });

  it('counts nothing of a line with which the engine does not start, and says why', async () => {
    const opts = 'DOCKER_OPTS="$DOCKER_OPTS –registry-mirror=https://m --insecure-registry r:5000"';
    const host = await hostOf({
      ...unit,
      '/etc/default/docker': `# x\n${opts}\nexport http_proxy=http://p:1\n`,
    });
    const { settings, problems } = show(host);
    const states = settings.map(({ key, state, origin }) => [key, state, origin.line]);
    expect(states).toContainEqual(['insecure-registries', 'conflict', 2]);
    expect(states).toContainEqual(['http-proxy', 'ignored', 3]);
    expect(problems.map(({ path, line }) => `${path}:${line}`)).toContain('/etc/default/docker:2');
    expect(problems.map(({ said }) => said.en).join()).toContain('–registry-mirror=https://m');
  });

  it('shows where a daemon.json is broken, and what of it the engine refuses', async () => {
    const broken = show(await hostOf({ '/etc/docker/daemon.json': '{\n  "debug": true,\n}\n' }));
    expect(broken.problems).toMatchObject([{ path: '/etc/docker/daemon.json', line: 2 }]);
    expect(broken.problems[0]?.said.en).toContain('^');
    const refused = show(await hostOf({ '/etc/docker/daemon.json': '{\n"debug": "yes"}' }));
    expect(refused.problems).toMatchObject([
      { line: 2, said: { en: expect.stringMatching('debug') } },
    ]);
    expect(refused.settings).toMatchObject([{ key: 'debug', state: 'conflict' }]);
  });

  it.each([
    ['in a tree', undefined],
    [
      'when the engine is down',
      {
        commands: { 'systemctl show': 'Id=docker.service\nLoadState=loaded\nActiveState=failed\n' },
      },
    ],
  ])('calls nothing in effect %s, but what the client reads itself', async (_where, running) => {
    const seen = await rows(
      {
        ...unit,
        '/etc/docker/daemon.json': '{"debug":true,"registry-mirrors":["https://m.example"]}',
        '/root/.docker/config.json': '{"proxies":{"default":{"httpProxy":"http://p:1"}}}',
      },
      running,
    );
    expect(seen.map(({ key, state }) => [key, state])).toContainEqual([
      'client-proxies.http-proxy',
      'in effect',
    ]);
    const others = seen.filter(({ key }) => !key.startsWith('client-'));
    expect(new Set(others.map(({ state }) => state))).toEqual(new Set(['at next start']));
  });

  it('says of what is no file where daemon.json belongs that the engine does not start', async () => {
    const folder = { ...unit, '/etc/docker/daemon.json/x': '' };
    const { settings, problems } = show(await hostOf(folder));
    expect(settings.map(({ key }) => key)).not.toContain('daemon.json');
    expect(problems.map(({ path, said }) => [path, said.en])).toEqual([
      ['/etc/docker/daemon.json', expect.stringContaining('is not a file')],
    ]);
  });

  it('knows that capitals do not keep the engine from reading its proxies', async () => {
    const file = { ...unit, '/etc/docker/daemon.json': '{"Proxies":{"http-proxy":"http://p:1"}}' };
    const [row] = await rows(file, { info: { httpProxy: 'http://p:1' } }, ['Proxies']);
    expect(row).toMatchObject({ key: 'Proxies.http-proxy', conflict: false, state: 'in effect' });
  });

  it('masks every secret', async () => {
    const seen = await rows({
      ...unit,
      '/etc/docker/daemon.json': JSON.stringify({
        proxies: { 'https-proxy': 'http://user:hunter2@proxy:1' },
        'log-opts': { 'splunk-token': 'hunter2' },
      }),
      '/etc/docker/certs.d/h.example/client.cert': 'CERT',
      '/etc/docker/certs.d/h.example/client.key': 'hunter2',
      '/root/.docker/config.json': '{"proxies":{"default":{"httpProxy":"http://u:hunter2@p:1"}}}',
    });
    expect(JSON.stringify(seen)).not.toContain('hunter2');
    expect(seen.map((row) => row.key)).toContain('client-proxies.http-proxy');
    expect(seen.map((row) => row.key)).toContain('registries.h.example.client');
  });

  it('says that a broken daemon.json says nothing', async () => {
    const [row] = await rows(
      { ...unit, '/etc/docker/daemon.json': '{\n  "debug": true,\n}\n' },
      undefined,
      ['daemon.json'],
    );
    expect(row).toMatchObject({ state: 'conflict', origin: { line: 2 } });
  });

  it('says that systemd has not read a changed unit yet', async () => {
    const seen = await rows(
      { '/lib/systemd/system/docker.service': dockerCeUnit },
      {
        info: {},
        commands: {
          'systemctl show':
            'Id=docker.service\nLoadState=loaded\nActiveState=active\nNeedDaemonReload=yes\nMainPID=0\n',
        },
      },
      ['containerd'],
    );
    expect(seen).toMatchObject([{ key: 'containerd', state: 'needs restart' }]);
  });
});
