/** The role: installs once by checksum, configures, and can leave the restart to a handler. */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from './ansible.ts';
import { openWorkspace } from './ansible.ts';
import type { StandIn } from './stand-in.ts';
import { makeStandIn } from './stand-in.ts';

const unchanged = {
  ...{ schema: 'dockcfg/apply/1', changed: false, applied: false, transaction: null },
  plan: { changes: [], action: 'none', reason: '', disruption: {}, conflicts: [] },
  ...{ verified: {}, reloadRequired: false, restartRequired: false, warnings: [] },
};
const written = { ...unchanged, changed: true, applied: true, transaction: 'T1' };

let workspace: Workspace;
let standIn: StandIn;
/** what the archive holds: the stand-in, as if it were the program */
let sums: Record<string, string>;
let archive: string;
let installed: string;

beforeEach(async () => {
  workspace = await openWorkspace();
  standIn = await makeStandIn(workspace.folder);
  await standIn.answer({ stdout: unchanged });
  installed = path.join(workspace.folder, 'bin/dockcfg');
  archive = await pack('dockcfg-linux');
  const sum = createHash('sha256')
    .update(await readFile(standIn.executable))
    .digest('hex');
  sums = { x64: sum, arm64: sum };
});
afterEach(() => workspace?.dispose());

describe('installing', () => {
  test('a check on a fresh host says what would come, and neither fails nor writes', async () => {
    const played = await setup({}, ['--check']);
    expect(played.exitCode).toBe(0);
    expect(played.of('Say what would be installed')).toMatchObject({
      changed: true,
      msg: expect.stringContaining(`${archive} would be installed as ${installed}`),
    });
    expect(await exists(installed)).toBe(false);
  });

  test('the executable comes once, and the second run changes nothing', async () => {
    const first = await setup({});
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.of('Put it in its place').changed).toBe(true);
    expect((await stat(installed)).mode & 0o777).toBe(0o755);

    const before = await stat(installed);
    const second = await setup({});
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.results.filter(({ result }) => result.changed)).toEqual([]);
    expect(second.results.map(({ task }) => task)).not.toContain('Put it in its place');
    expect((await stat(installed)).mtimeMs).toBe(before.mtimeMs);
  });

  test('a bare executable does as well as an archive', async () => {
    expect(await setup({ dockcfg_source: standIn.executable })).toMatchObject({ exitCode: 0 });
    expect(await readFile(installed)).toEqual(await readFile(standIn.executable));
  });

  test('anything with another checksum is refused, and leaves nothing behind', async () => {
    const wrong = 'a'.repeat(64);
    const played = await setup({ dockcfg_sha256: { x64: wrong, arm64: wrong } });
    expect(played.exitCode).not.toBe(0);
    expect(played.of('Refuse anything else').msg).toContain('nothing was installed');
    expect(await exists(installed)).toBe(false);
    expect(played.of('Make a place to unpack').path).toMatch(/dockcfg-/);
    expect(await exists(played.of('Make a place to unpack').path)).toBe(false);
  });

  test('without a checksum nothing is even transferred', async () => {
    const played = await setup({ dockcfg_sha256: {} });
    expect(played.of('Know what is to be installed').msg).toContain('SHA256SUMS');
    expect(played.results.map(({ task }) => task)).not.toContain('Transfer');
  });
});

describe('configuring', () => {
  beforeEach(async () => {
    await mkdir(path.dirname(installed), { recursive: true });
    await cp(standIn.executable, installed);
  });

  test('every variable reaches the module, and what is not set is not wished', async () => {
    const wishes = {
      dockcfg_registry_mirrors: ['https://m'],
      dockcfg_insecure_registries_add: ['r:5000'],
      dockcfg_proxies: { https_proxy: 'http://p:3128', username: 'me', password: 's3cr3t' },
      dockcfg_daemon: { debug: true, mtu: 1450 },
    };
    const played = await setup({ ...wishes, dockcfg_restart: 'reload' });
    expect(played).toMatchObject({ exitCode: 0 });
    const { argv, stdin } = await standIn.called();
    expect(argv.join(' ')).toContain('--restart reload');
    expect(JSON.parse(stdin)).toEqual({
      'registry-mirrors': ['https://m'],
      'insecure-registries': { add: ['r:5000'], remove: [] },
      proxies: { 'https-proxy': 'http://me:s3cr3t@p:3128' },
      daemon: { debug: true, mtu: 1450 },
    });
    expect(played.output).not.toContain('s3cr3t');
  });

  test('with a handler it writes first, and reloads or restarts once at the end', async () => {
    await standIn.answer({ stdout: { ...written, restartRequired: true } });
    const played = await setup({ dockcfg_finish: 'handler', dockcfg_daemon: { debug: true } });
    const calls = played.results.filter(({ task }) => task.includes('match the variables'));
    expect(calls.map(({ result }) => result.invocation.module_args)).toMatchObject([
      { restart: 'never', transaction: null },
      { restart: 'auto', transaction: 'T1' },
    ]);
  });

  test('a restart that an earlier play left undone is done by this one', async () => {
    await standIn.answer({ stdout: { ...unchanged, restartRequired: true } });
    const played = await setup({ dockcfg_finish: 'handler' });
    const calls = played.results.filter(({ task }) => task.includes('match the variables'));
    expect(calls.map(({ result }) => result.invocation.module_args.restart)).toEqual([
      'never',
      'auto',
    ]);
  });

  test('with nothing to do no handler runs', async () => {
    const played = await setup({ dockcfg_finish: 'handler' });
    expect(played.results.filter(({ task }) => task.includes('match the variables'))).toHaveLength(
      1,
    );
  });

  test('a mistyped variable is refused by name', async () => {
    const played = await setup({ dockcfg_restart: 'sometimes' });
    expect(played.exitCode).not.toBe(0);
    expect(JSON.stringify(played.results)).toContain('value of dockcfg_restart must be one of');
  });
});

function setup(vars: object, flags: readonly string[] = []) {
  const own = { dockcfg_source: archive, dockcfg_sha256: sums, dockcfg_path: installed };
  const play = { hosts: 'all', gather_facts: false, vars: { ...own, ...vars } };
  return workspace.play([{ ...play, roles: ['dockcfg.engine.setup'] }], { flags });
}

async function pack(name: string): Promise<string> {
  const folder = path.join(workspace.folder, name);
  await mkdir(path.join(folder, 'bin'), { recursive: true });
  await cp(standIn.executable, path.join(folder, 'bin/dockcfg'));
  await writeFile(path.join(folder, 'README'), 'beside it');
  await execa('tar', ['-C', workspace.folder, '-czf', `${folder}.tar.gz`, name]);
  await rm(folder, { recursive: true });
  await mkdir(path.dirname(installed), { recursive: true });
  expect(await readdir(path.dirname(installed))).toEqual([]);
  return `${folder}.tar.gz`;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
