/** An image prepared with --root and then booted is the host that `apply` makes after boot. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initOf, rootOf } from './boot.ts';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';
import type { Store, SuiteName } from './suites.ts';
import { until } from './until.ts';

const program = path.resolve(import.meta.dirname, '../../bin/dockcfg.js');

const profile = `{
  'registry-mirrors': ['https://mirror.lab'],
  'insecure-registries': { add: ['plain.lab:5000'] },
  proxies: { 'http-proxy': 'http://proxy.lab:3128', 'https-proxy': 'http://proxy.lab:3128', 'no-proxy': '.lab' },
  registries: { 'mirror.lab': { ca: './corp-ca.pem' }, 'harbor.lab': { ca: './corp-ca.pem' } },
  daemon: { 'log-opts': { 'max-size': '10m' } },
}
`;

const engines: { suite: SuiteName; store: Store }[] = [
  { suite: 'bookworm', store: 'classic' },
  { suite: 'trixie', store: 'classic' },
  { suite: 'forky', store: 'containerd' },
];

describe.for(engines)('$suite, $store store', ({ suite, store }) => {
  let lab: Lab;
  let host: LabHost;
  let folder: string;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite], store });
    host = lab.host(suite);
    folder = await mkdtemp(path.join(tmpdir(), 'dockcfg-tree-'));
    await writeFile(path.join(folder, 'corp-ca.pem'), lab.ca.private);
  });
  afterAll(async () => {
    await lab?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('applied to the tree and booted, it is the same host as applied after boot', async () => {
    await shutDown();
    expect(await applyToTree()).toMatchObject({ exitCode: 0, document: { changed: true } });
    expect(await applyToTree()).toMatchObject({ exitCode: 0, document: { changed: false } });
    await host.reboot();
    const booted = await whatItIs();
    expect(await applyOnHost()).toMatchObject({ changed: false });

    await host.reset({ store });
    expect(await applyOnHost()).toMatchObject({ changed: true });
    expect(booted).toEqual(await whatItIs());

    await host.blockHub();
    await host.forgetImages();
    for (const image of ['library/hello', 'plain.lab:5000/hello', 'harbor.lab/hello']) {
      expect(await host.pull(image)).toMatchObject({ exitCode: 0 });
    }
  });

  test('a CA that the whole system trusts is trusted from the first boot on, too', async () => {
    await host.reset({ store });
    await shutDown();
    const wish = "{ 'system-ca': ['./corp-ca.pem'] }";
    expect(await applyToTree(wish)).toMatchObject({ exitCode: 0, document: { changed: true } });
    await host.reboot();
    expect(await host.pull('harbor.lab/hello')).toMatchObject({ exitCode: 0 });
  });

  async function shutDown() {
    await host.run(['systemctl', 'poweroff']);
    await until(`the end of ${suite}`, async () => (await initOf(lab.id, suite)) === null);
  }

  /** From outside, as an image builder does; nothing of the tree is running. */
  async function applyToTree(wishes = profile) {
    await writeFile(path.join(folder, 'profile.json5'), wishes);
    const argv = ['apply', path.join(folder, 'profile.json5'), '--root', rootOf(suite)];
    const { exitCode, stdout } = await lab.sandbox.run([
      ...[process.execPath, program],
      ...argv,
      ...['--yes', '--json'],
    ]);
    return { exitCode, document: JSON.parse(stdout) };
  }

  async function applyOnHost() {
    await host.writeFile('/root/corp-ca.pem', lab.ca.private);
    await host.writeFile('/root/profile.json5', profile);
    const applied = await host.dockcfg(['apply', '/root/profile.json5', '--yes', '--json']);
    expect(applied).toMatchObject({ exitCode: 0 });
    return JSON.parse(applied.stdout);
  }

  /** Every file that dockcfg could have written, and what systemd and the engine made of them. */
  async function whatItIs() {
    const places =
      '/etc/docker /etc/default /etc/systemd /etc/ssl /usr/local/share/ca-certificates';
    const files =
      await host.sh(`find ${places} -name key.json -prune -o -type l -printf '%p %l\\n' \
      -o -printf '%p %m %U:%G %y\\n' | sort`);
    const contents = await host.sh(`find ${places} -name key.json -prune -o -type f -print0 | \
      sort -z | xargs -0 sha256sum`);
    const unit = ['systemctl', 'show', 'docker', '-P', 'ExecStart', '-P', 'Environment'];
    const { RegistryConfig, HttpProxy, HttpsProxy, NoProxy, LoggingDriver } = await host.info();
    return {
      files: files.split('\n'),
      contents: contents.split('\n'),
      unit: (await host.must(unit)).replaceAll(/(start_time|stop_time|pid)=[^;]*/g, ''),
      engine: { RegistryConfig, HttpProxy, HttpsProxy, NoProxy, LoggingDriver },
    };
  }
});
