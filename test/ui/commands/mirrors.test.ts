import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MirrorsDocument } from '../../../src/engine/rank/document.ts';
import { schemas } from '../../../src/ui/schemas/index.ts';
import type { Image } from '../../world/images/image.ts';
import { image, startWorld, type World } from '../../world/world.ts';
import { runRecorded } from '../outside.ts';
import { keys, openPty } from '../pty.ts';

const main = join(import.meta.dirname, '../../../src/main.ts');

/** Whole command lines on a host that is a folder; its proxy is the way to Docker Hub. */
describe('dockcfg mirrors', () => {
  let world: World;
  let alpine: Image;
  let good: string;
  let slow: string;
  let parked: string;
  let proxy: string;
  let root: string;

  beforeAll(async () => {
    world = await startWorld();
    alpine = image({ repo: 'library/alpine', layers: [600_000] });
    await world.registry({
      name: 'registry-1.docker.io',
      tls: { kind: 'private-ca' },
      images: [alpine],
    });
    good = (await world.registry({ images: [alpine] })).url;
    slow = (await world.registry({ images: [alpine], bytesPerSecond: 1_000_000 })).url;
    parked = (await world.portal({})).url;
    proxy = (await world.proxy({})).url;
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'dockcfg-mirrors-'));
    await put('usr/bin/dockerd', '');
    await put('etc/ssl/certs/ca-certificates.crt', world.authority.pem);
    await configure([parked]);
    return () => rm(root, { recursive: true, force: true });
  });

  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const configure = (mirrors: readonly string[]) =>
    put(
      'etc/docker/daemon.json',
      JSON.stringify({ 'registry-mirrors': mirrors, proxies: { 'https-proxy': proxy } }),
    );
  const configured = async () =>
    JSON.parse(await readFile(join(root, 'etc/docker/daemon.json'), 'utf8'))['registry-mirrors'];
  const run = (...argv: string[]) =>
    runRecorded(['mirrors', ...argv, '--root', root, '--engine', '28.5.2'], { real: true });
  const documentOf = (stdout: string) =>
    v.parse(schemas.mirrors, JSON.parse(stdout)) as MirrorsDocument;

  it('rank shows the best first with its speed, and why the others are of no use', async () => {
    const { stdout, exit } = await run('rank', slow, good, '--no-presets');
    expect(exit).toBe(0);
    const lines = stdout.split('\n');
    expect(lines.find((line) => line.startsWith('1'))).toMatch(/127.* you .* ms .*█ .* MB\/s$/);
    expect(lines.findIndex((line) => line.includes(good))).toBeLessThan(
      lines.findIndex((line) => line.includes(slow)),
    );
    expect(stdout).toContain(`${parked} is only a web page now ("Welcome")`);
    expect(stdout).toContain(`dockcfg apply --root ${root} --mirror ${good} --mirror ${slow}`);
    expect(await configured()).toEqual([parked]);
  });

  it('rank --json says everything, and writes nothing', async () => {
    const { stdout } = await run('rank', slow, good, '--no-presets', '--json');
    const document = documentOf(stdout);
    expect(document).toMatchObject({
      image: 'docker.io/library/alpine:latest',
      digest: alpine.top.digest,
      comparedWith: 'upstream',
      order: [good, slow],
      current: [parked],
      presetsDate: null,
      applied: null,
    });
    expect(document.mirrors.map(({ sources, standing }) => [sources[0], standing])).toEqual([
      ['argument', 'serves'],
      ['argument', 'serves'],
      ['host', 'page'],
    ]);
    expect(await configured()).toEqual([parked]);
  });

  it.each(['--write', '--yes'])('rank %s writes the order, once', async (flag) => {
    const { exit, stdout, stderr } = await run('rank', slow, good, '--no-presets', flag);
    expect(exit, stderr).toBe(0);
    expect(stdout).toContain('/etc/docker/daemon.json');
    expect(await configured()).toEqual([good, slow]);
    await configure([good]);
    expect((await run('rank', '--no-presets', flag)).stdout).toContain('already has this order');
  });

  it('rank --write --json tells what was written', async () => {
    const { stdout } = await run('rank', good, '--no-presets', '--write', '--json');
    const { applied } = documentOf(stdout);
    expect(applied?.plan.changes).toMatchObject([{ path: '/etc/docker/daemon.json' }]);
    expect(await configured()).toEqual([good]);
  });

  it('rank with a deadline tells what it knows by then, and what it could not try', async () => {
    const silent = (await world.registry({ accept: 'hang' })).url;
    const argv = ['mirrors', 'rank', good, silent, '--no-presets', '--root', root];
    const wishes = { real: true, remainingMs: 3_000 };
    const { stdout, exit } = await runRecorded([...argv, '--engine', '28.5.2'], wishes);
    expect(exit).toBe(0);
    expect(stdout).toContain(`${silent} was not fully tried: the deadline came first`);
    expect(stdout).toContain('The deadline came first: 1 not fully tried');
    expect(stdout).toContain(`--mirror ${good}`);
  });

  it('rank with a deadline that leaves no time ends with 75', async () => {
    const silent = (await world.registry({ accept: 'hang' })).url;
    await configure([]);
    const argv = ['mirrors', 'rank', silent, '--no-presets', '--root', root, '--engine', '28.5.2'];
    expect((await runRecorded(argv, { real: true, remainingMs: 1_000 })).exit).toBe(75);
  });

  it('rank ends with 1, and writes nothing, where no mirror is of use', async () => {
    const { exit, stdout } = await run('rank', '--no-presets', '--write');
    expect(exit).toBe(1);
    expect(stdout).toContain('No mirror serves the image');
    expect(await configured()).toEqual([parked]);
  });

  it('check ends with 1 when a mirror in use is broken, and with 0 when all are right', async () => {
    expect((await run('check')).exit).toBe(1);
    await configure([good]);
    const { exit, stdout } = await run('check');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/this host {2}serves the image/);
  });

  it('check says so where there is nothing to check', async () => {
    await configure([]);
    const { exit, stdout } = await run('check');
    expect(exit).toBe(0);
    expect(stdout).toContain('no mirrors');
  });

  it.each([
    [['rank', 'mirror.example'], 'no scheme'],
    [['rank', '--image', 'quay.io/a/b', '--no-presets'], 'not from Docker Hub'],
    [['check', '--image', 'Alpine'], 'lowercase'],
  ])('%j is refused with 65', async (argv, said) => {
    const { exit, stderr } = await run(...argv);
    expect(stderr).toContain(said);
    expect(exit).toBe(65);
  });

  it('fits 40 columns, in Chinese and without Unicode, and says all in words', async () => {
    const env = { LANG: 'C', COLUMNS: '40' };
    const argv = ['mirrors', 'rank', good, '--no-presets', '--root', root, '--lang', 'zh-CN'];
    const { stdout } = await runRecorded(argv, { real: true, env });
    expect(stdout).toMatch(/速度: #+ [\d.]+ MB\/s/);
    expect(stdout).toContain('不可用');
  });

  it('rank shows a person what would change, and asks; no leaves everything', async () => {
    const argv = [main, 'mirrors', 'rank', good, '--no-presets', '--root', root];
    const open = () => openPty({ argv: [...argv, '--engine', '28.5.2'], columns: 120 });
    await using refused = open();
    await refused.see('Write this order into registry-mirrors?');
    expect(refused.screen()).toContain('/etc/docker/daemon.json');
    refused.press(keys.enter);
    expect(await refused.exit).toBe(0);
    expect(refused.screen()).toContain(`--mirror ${good}`);
    expect(await configured()).toEqual([parked]);
    await using agreed = open();
    await agreed.see('Write this order into registry-mirrors?');
    agreed.press(keys.down + keys.enter);
    expect(await agreed.exit).toBe(0);
    expect(await configured()).toEqual([good]);
  });
});
