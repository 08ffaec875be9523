import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { viewOf } from '../../src/engine/view/view.ts';
import { infoWith } from '../doubles/facts.ts';
import { image, startWorld, type World } from '../world/world.ts';
import { examine } from './doctor-world.ts';
import { type HostOptions, hostOf, type Tree } from './host.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const hello = image({ repo: 'library/hello-world' });
const unit = '/usr/lib/systemd/system/docker.service';
const stock: Tree = {
  [unit]:
    '[Service]\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock\n',
  '/usr/bin/dockerd': 'ELF',
};

/** A whole host, gathered from files, whose Docker Hub is this world's. */
async function host(tree: Tree, options: HostOptions = {}) {
  const facts = await hostOf({ ...stock, ...tree }, options);
  const hub = await world.registry({
    name: 'registry-1.docker.io',
    tls: { kind: 'private-ca' },
    images: [hello],
  });
  const systemTrust = { path: '/etc/ssl/certs/ca-certificates.crt', pem: world.authority.pem };
  const used = { ...viewOf(facts, 'running'), systemTrust };
  return examine(world, {
    images: ['hello-world'],
    ways: { 'registry-1.docker.io:443': hub },
    facts,
    view: used,
    files: { ...viewOf(facts, 'files'), systemTrust },
  });
}

const daemonJson = (text: string): Tree => ({ '/etc/docker/daemon.json': text });

describe('daemon.json', () => {
  const cases: readonly [string, string, string][] = [
    ['with a comma too many', '{\n  "debug": true,\n}\n', 'DC5001'],
    ['with a key nobody knows', '{"registry-mirorrs": []}', 'DC5003'],
    ['with the client form of proxies', '{"proxies": {"default": {"httpProxy": "x"}}}', 'DC5003'],
    ['with the spelling of a flag', '{"registry-mirror": ["https://m.example"]}', 'DC5004'],
    ['with a text where a list belongs', '{"registry-mirrors": "https://m.example"}', 'DC5005'],
    ['with a key twice', '{"debug": true, "debug": false}', 'DC5015'],
  ];
  test.each(cases)('%s', async (_what, text, code) => {
    const { codes, document } = await host(daemonJson(text));
    expect(codes).toContain(code);
    const finding = document.findings.find((each) => each.code === code);
    expect(`${finding?.subject} ${finding?.text}`).toContain('/etc/docker/daemon.json');
  });

  test('that is fine, on a stock host, leads to nothing', async () => {
    const { codes, document } = await host(daemonJson('{"log-level": "info"}\n'));
    expect(codes).toEqual([]);
    expect(document.verdict).toBe('healthy');
  });

  test('and a flag of the unit with the same key', async () => {
    const tree = {
      [unit]: '[Service]\nExecStart=/usr/bin/dockerd --registry-mirror=https://a.example\n',
      ...daemonJson('{"registry-mirrors": ["https://b.example"]}'),
    };
    const { codes, document } = await host(tree);
    expect(codes).toContain('DC5002');
    const finding = document.findings.find(({ code }) => code === 'DC5002');
    expect(finding?.seen.join(' ')).toContain('docker.service:2');
  });
});

describe('units and environment files', () => {
  test('a drop-in without its section is named', async () => {
    const path = '/etc/systemd/system/docker.service.d/proxy.conf';
    const { codes, document } = await host({ [path]: 'Environment="HTTPS_PROXY=http://p:3128"\n' });
    expect(codes).toEqual(['DC5008']);
    expect(document.findings[0]?.subject).toBe(path);
    expect(document.findings[0]?.text).toContain('no section');
  });

  test('a misspelt flag in a drop-in is named with its line, and stops the engine', async () => {
    const path = '/etc/systemd/system/docker.service.d/mirror.conf';
    const text =
      '[Service]\nExecStart=\nExecStart=/usr/bin/dockerd \\\n  --registry-miror=https://m.example\n';
    const { codes, document } = await host({ [path]: text });
    expect(codes).toEqual(['DC5020']);
    const [finding] = document.findings;
    expect(finding?.subject).toBe(`${path}:3`);
    expect(finding?.text).toContain('"--registry-mirror"');
    expect(finding?.remedies[0]?.command).toEqual(['dockcfg', 'apply', '--repair']);
    expect(document.routes[0]?.prediction.outcome).toBe('failed');
  });

  test('a single % in Environment= is named with its line', async () => {
    const path = '/etc/systemd/system/docker.service.d/proxy.conf';
    const text = '[Service]\nEnvironment="HTTPS_PROXY=http://us%40er:p%2Fw@proxy:3128"\n';
    const { codes, document } = await host({ [path]: text });
    expect(codes).toContain('DC3009');
    expect(JSON.stringify(document)).not.toContain('p%2Fw');
  });

  test('a file that the unit does not read', async () => {
    const { codes, document } = await host({ '/etc/default/docker': 'DOCKER_OPTS="--mtu 1400"\n' });
    expect(codes).toContain('DC5008');
    expect(document.verdict).toBe('degraded');
  });

  test('the same file where the unit reads it', async () => {
    const tree = {
      [unit]:
        '[Service]\nEnvironmentFile=-/etc/default/docker\nExecStart=/usr/sbin/dockerd $DOCKER_OPTS\n',
      '/etc/default/docker': 'DOCKER_OPTS="--mtu 1400"\n',
    };
    const { codes } = await host(tree);
    expect(codes).not.toContain('DC5008');
  });
});

describe('a file that the unit reads, with lines that systemd passes over', () => {
  const reading = {
    [unit]: '[Service]\nEnvironmentFile=-/etc/default/docker\nExecStart=/usr/sbin/dockerd\n',
  };
  const proxy = 'HTTPS_PROXY=http://user:hunter2@proxy:3128';

  test('names the file, and no password', async () => {
    const tree = { ...reading, '/etc/default/docker': `export ${proxy}\n` };
    const { codes, document } = await host(tree);
    expect(codes).toContain('DC5008');
    expect(document.findings.find(({ code }) => code === 'DC5008')?.text).toContain('export');
    expect(JSON.stringify(document)).not.toContain('hunter2');
  });

  test('is fine without the word export', async () => {
    const { codes } = await host({ ...reading, '/etc/default/docker': `${proxy}\n` });
    expect(codes).not.toContain('DC5008');
  });
});

test('a proxy in typographic quotes is named as a bad value', async () => {
  const text = '[Service]\nEnvironment=HTTPS_PROXY=“http://proxy:3128”\n';
  const path = '/etc/systemd/system/docker.service.d/proxy.conf';
  const { codes, document } = await host({ [path]: text });
  expect(codes).toContain('DC3008');
  expect(document.findings.find(({ code }) => code === 'DC3008')?.text).toContain('“http');
});

describe('a running engine', () => {
  test('that has not been reloaded', async () => {
    const { codes, document } = await host(
      daemonJson('{"registry-mirrors": ["https://m.example"]}'),
      {
        running: { info: infoWith() },
      },
    );
    expect(codes).toContain('DC5006');
    const finding = document.findings.find(({ code }) => code === 'DC5006');
    expect(finding?.remedies[0]?.risk).toBe('reload');
  });

  test('that has not been restarted for its proxy', async () => {
    const text = '{"proxies": {"https-proxy": "http://proxy:3128"}}';
    const { codes } = await host(daemonJson(text), {
      running: { info: infoWith({ containersRunning: 3 }) },
    });
    expect(codes).toContain('DC3010');
    expect(codes).toContain('DC5017');
  });

  test('whose next start would look for its data elsewhere', async () => {
    const info = infoWith({ raw: { DockerRootDir: '/data/docker' } });
    const { codes } = await host(daemonJson('{}'), { running: { info } });
    expect(codes).toContain('DC5010');
  });
});

describe('the client', () => {
  test('with a helper that is not there', async () => {
    const config =
      '{"credsStore": "desktop", "auths": {"harbor.example": {"auth": "czpzZWNyZXQ="}}}';
    const tree = { '/root/.docker/config.json': config };
    const { codes, diagnosis, document } = await host(tree);
    expect(codes).toContain('DC4050');
    expect(JSON.stringify(document)).not.toContain('czpzZWNyZXQ=');
    expect(diagnosis.evidence.client.logins).toEqual([
      { registry: 'harbor.example', inFile: true },
    ]);
  });
});
