import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CacheDocument } from '../../../src/engine/cache/status.ts';
import { schemas } from '../../../src/ui/schemas/index.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import { runRecorded } from '../outside.ts';

/** Whole command lines on a host that is a folder; test/lab/cache.test.ts has the running ones. */
describe('dockcfg cache', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'dockcfg-cache-'));
    await put('usr/bin/dockerd', '');
    await put('usr/bin/docker-registry', '');
    await put('etc/docker/daemon.json', '{"registry-mirrors": ["https://old.example"]}\n');
    return () => rm(root, { recursive: true, force: true });
  });

  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const text = (path: string) => readFile(join(root, path), 'utf8').catch(() => null);
  const mirrors = async () =>
    JSON.parse((await text('etc/docker/daemon.json')) ?? '{}')['registry-mirrors'];
  const run = (argv: readonly string[], env: { [name: string]: string } = {}) =>
    runRecorded(['cache', ...argv, '--root', root, '--engine', '28.5.2'], {
      real: true,
      env: { LANG: 'en_US.UTF-8', ...env },
    });
  const status = async () => {
    const { stdout } = await run(['status', '--json']);
    return v.parse(schemas.cache, JSON.parse(stdout)) as CacheDocument;
  };

  it('is installed, told of, and removed without a trace', async () => {
    expect(await status()).toMatchObject({ installed: false, usedHere: false, url: null });
    const installed = await run(['install']);
    expect(installed.exit, installed.stderr).toBe(0);
    expect(installed.stdout).toContain('/etc/systemd/system/dockcfg-cache.service');
    expect(await mirrors()).toEqual(['http://127.0.0.1:5000', 'https://old.example']);
    expect(await text('etc/dockcfg-cache/config.yml')).toContain('addr: "127.0.0.1:5000"');
    expect(await status()).toMatchObject({
      installed: true,
      usedHere: true,
      listen: '127.0.0.1:5000',
      upstreamProxy: null,
      otherHosts: [],
    });
    expect(JSON.parse((await run(['install', '--json'])).stdout).changed).toBe(false);
    const removed = await run(['remove']);
    expect(removed.exit, removed.stderr).toBe(0);
    expect(removed.stderr).toContain('/var/lib/private/dockcfg-cache');
    expect(await mirrors()).toEqual(['https://old.example']);
    await expect(stat(join(root, 'etc/dockcfg-cache'))).rejects.toThrow();
    expect((await run(['remove', '--json'])).stdout).toContain('"changed": false');
  });

  it('says what other hosts need, once it listens for them', async () => {
    await run(['install', '--listen', '0.0.0.0:5000', '--server-name', 'cache.example']);
    const { stdout } = await run(['status']);
    expect(stdout).toContain('\n  dockcfg apply --add-mirror http://cache.example:5000\n');
    expect(await mirrors()).toContain('http://127.0.0.1:5000');
  });

  it('takes its name from its certificate', async () => {
    const { pem } = rootAuthority('CA').issue({ names: ['cache.example'] });
    await put('etc/ssl/cache.pem', pem);
    const tls = ['--tls-cert', '/etc/ssl/cache.pem', '--tls-key', '/etc/ssl/cache.key'];
    const { exit, stderr } = await run(['install', '--listen', '0.0.0.0:5443', ...tls]);
    expect(exit, stderr).toBe(0);
    expect(await mirrors()).toContain('https://cache.example:5443');
    expect((await run(['status'])).stdout).toContain('private CA');
  });

  it('has the proxies of the engine, unless it is told another, or none', async () => {
    const proxies = { 'https-proxy': 'http://me:s3cret@proxy:3128', 'no-proxy': '.lab' };
    await put('etc/docker/daemon.json', JSON.stringify({ proxies }));
    const first = await run(['install', '--diff']);
    expect(await text('etc/dockcfg-cache/environment')).toContain('me:s3cret@proxy:3128');
    expect(first.stdout + first.stderr).not.toContain('s3cret');
    expect((await stat(join(root, 'etc/dockcfg-cache/environment'))).mode & 0o777).toBe(0o600);
    expect((await status()).upstreamProxy).toMatch(/^http:\/\/me:x+@proxy:3128/);
    await run(['install'], { DOCKCFG_UPSTREAM_PROXY: 'http://you:0ther@there:80' });
    expect(await text('etc/dockcfg-cache/environment')).toContain('you:0ther@there:80');
    await run(['install', '--upstream-proxy', 'none']);
    expect(await text('etc/dockcfg-cache/environment')).toBeNull();
  });

  it('--check shows all of it and writes nothing', async () => {
    const { exit, stdout } = await run(['install', '--check', '--diff', '--detailed-exitcode']);
    expect(exit).toBe(2);
    expect(stdout).toContain('+ExecStart=/usr/bin/docker-registry serve');
    expect(await text('etc/dockcfg-cache/config.yml')).toBeNull();
    expect(await mirrors()).toEqual(['https://old.example']);
  });

  it.each([
    [['--upstream-proxy', 'http://me:pw@proxy'], 64, 'DOCKCFG_UPSTREAM_PROXY'],
    [['--listen', '5000'], 64, '--listen 5000'],
    [['--storage', 'relative'], 64, '--storage relative'],
    [['--tls-cert', '/c.pem'], 64, '--tls-key'],
    [['--tls-cert', '/c.pem', '--tls-key', '/k.pem'], 65, '/c.pem'],
    [['--binary', '/opt/registry'], 65, '/opt/registry'],
  ])('install %j ends with %i', async (argv, code, said) => {
    const { exit, stderr } = await run(['install', ...argv]);
    expect(stderr).toContain(said);
    expect(exit).toBe(code);
    expect(await text('etc/dockcfg-cache/config.yml')).toBeNull();
  });

  it('says how to get a registry program where there is none', async () => {
    await rm(join(root, 'usr/bin/docker-registry'));
    const { exit, stderr } = await run(['install', '--lang', 'zh-CN']);
    expect(stderr).toContain('apt install docker-registry');
    expect(exit).toBe(65);
  });
});
