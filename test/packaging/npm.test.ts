/** The package on the registry: which files are in it, and that it runs in an empty prefix. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';

const checkout = path.resolve(import.meta.dirname, '../..');
/** What `npm pack` reads; a copy, because packing rewrites package.json for a moment. */
const needed = ['bin', 'src', 'templates', 'packaging', 'build.js', 'package.json', 'LICENSE'];

let work: string;
let copy: string;
let tarball: string;
let files: string[];

beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'dockcfg-pack-'));
  copy = path.join(work, 'checkout');
  await mkdir(copy);
  const readmes = (await readdir(checkout)).filter((name) => name.startsWith('README'));
  for (const name of [...needed, ...readmes]) {
    await cp(path.join(checkout, name), path.join(copy, name), { recursive: true });
  }
  await symlink(path.join(checkout, 'node_modules'), path.join(copy, 'node_modules'));
  const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', work], {
    cwd: copy,
  });
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  tarball = path.join(work, packed.filename);
  files = packed.files.map((file: { path: string }) => file.path);
}, 120_000);
afterAll(() => rm(work, { recursive: true, force: true }));

test('it holds the program, its templates and its licences, and nothing of the checkout', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'bin/dockcfg.js',
      'dist/start.cjs',
      'dist/main.cjs',
      'dist/help.cjs',
      'dist/LICENSES.txt',
      'templates/recover.sh',
      'templates/dockcfg-recover.service',
      'LICENSE',
      'package.json',
    ]),
  );
  const rooms = new Set(files.map((file) => file.split('/')[0]));
  const allowed = ['bin', 'dist', 'templates', 'LICENSE', 'package.json'];
  const strangers = [...rooms].filter((room) => room && !allowed.includes(room));
  expect(strangers.filter((room) => !room?.startsWith('README'))).toEqual([]);
});

test('publint finds nothing wrong', async () => {
  const unpacked = path.join(work, 'unpacked');
  await mkdir(unpacked);
  await execa('tar', ['-C', unpacked, '-xzf', tarball]);
  const { messages } = await publint({
    pkgDir: path.join(unpacked, 'package'),
    strict: true,
    pack: false,
  });
  expect(messages).toEqual([]);
});

test('it installs into an empty prefix, offline, and runs from there', async () => {
  const prefix = path.join(work, 'prefix');
  const env = { HOME: work, npm_config_cache: path.join(work, 'cache') };
  await execa('npm', ['install', '--global', '--offline', '--prefix', prefix, tarball], { env });
  const modules = await readdir(path.join(prefix, 'lib/node_modules'));
  expect(modules).toEqual(['dockcfg']);

  const program = path.join(prefix, 'bin/dockcfg');
  const { version } = JSON.parse(await readFile(path.join(checkout, 'package.json'), 'utf8'));
  expect((await execa(program, ['--version'])).stdout).toBe(version);
  expect((await execa(program, ['--help'])).stdout).toContain('doctor');
  const full = openSync('/dev/full', 'w');
  for (const option of ['--version', '--help']) {
    const { status, stderr } = spawnSync(program, [option], { stdio: ['ignore', full, 'pipe'] });
    expect(String(stderr)).toContain('cannot be written (ENOSPC)');
    expect(status).toBe(73);
  }
  closeSync(full);
  const explained = await execa(program, ['explain', 'nginx', '--json', '--root', prefix], {
    reject: false,
  });
  expect(JSON.parse(explained.stdout)).toMatchObject({
    reference: { canonical: 'docker.io/library/nginx:latest' },
  });
});
