/** The modules with the real program, on trees of hosts that are not running. */
import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rootAuthority } from '../world/world.ts';
import type { Played, Workspace } from './ansible.ts';
import { openWorkspace, python } from './ansible.ts';
import { layTree } from './tree.ts';

const checkout = path.resolve(import.meta.dirname, '../..');
const password = 'p/w %"#';

const wishes = {
  registry_mirrors: ['https://mirror.example'],
  insecure_registries_add: ['10.0.0.5:5000'],
  proxies: {
    http_proxy: 'http://proxy.example:3128',
    https_proxy: 'http://proxy.example:3128',
    no_proxy: ['localhost', '.corp.example'],
    username: 'us@er',
    password,
  },
  registries: [{ host: 'harbor.example:8443', ca: rootAuthority('Site Root CA').pem }],
  daemon: { 'log-opts': { 'max-size': '10m' }, 'max-concurrent-downloads': 5 },
};

let workspace: Workspace;
let executable: string;
const trees = ['first', 'second'];
const treeOf = (name: string) => path.join(workspace.folder, 'trees', name);

beforeAll(async () => {
  workspace = await openWorkspace();
  executable = path.join(workspace.folder, 'dockcfg');
  const program = path.join(checkout, 'src/main.ts');
  const script = `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`;
  await writeFile(executable, script, { mode: 0o755 });
  for (const name of trees) {
    await mkdir(treeOf(name), { recursive: true });
    await layTree(treeOf(name));
  }
});
afterAll(() => workspace?.dispose());

describe('config', () => {
  test('a check predicts, a run does it, and a second run finds it done', async () => {
    const check = await config(wishes, ['--check', '--diff']);
    expect(check.exitCode, check.output).toBe(0);
    expect(await written()).toEqual([null, null]);

    const run = await config(wishes);
    expect(run.exitCode, run.output).toBe(0);
    for (const name of trees) {
      const { changed, changes } = check.of('it', name);
      expect(changed).toBe(true);
      expect(run.of('it', name)).toMatchObject({ changed, changes, applied: true });
      expect((await stat(run.of('it', name).backup)).mode & 0o777).toBe(0o700);
    }
    const [first = ''] = await written();
    expect(JSON.parse(first ?? '')).toMatchObject({
      'registry-mirrors': ['https://mirror.example'],
      'insecure-registries': ['10.0.0.5:5000'],
      proxies: { 'http-proxy': 'http://us%40er:p%2Fw%20%25%22%23@proxy.example:3128' },
      'max-concurrent-downloads': 5,
    });

    const again = await config(wishes);
    expect(again.exitCode, again.output).toBe(0);
    expect(again.results.filter(({ result }) => result.changed)).toEqual([]);
    expect(await written()).toEqual([first, first]);

    const shown = [check, run, again].flatMap(({ output, results }) => [
      output,
      JSON.stringify(results),
    ]);
    for (const spelling of [password, encodeURIComponent(password)]) {
      expect(shown.join('')).not.toContain(spelling);
    }
    expect(check.diffs.get('first')).toContain('+  "registry-mirrors": ["https://mirror.example"]');
  });

  test('info tells what stands there, and from where', async () => {
    const played = await play({ 'dockcfg.engine.info': { keys: ['registry-mirrors'] } });
    expect(played.of('it', 'first').settings).toEqual([
      expect.objectContaining({
        key: 'registry-mirrors',
        value: ['https://mirror.example'],
        origin: expect.objectContaining({ path: '/etc/docker/daemon.json', line: 2 }),
      }),
    ]);
  });

  test('what is wrong with one host fails there, and the others go on', async () => {
    await writeFile(path.join(treeOf('first'), 'etc/docker/daemon.json'), '{ "debug": tru }');
    const played = await config({ registry_mirrors: ['https://other.example'] });
    expect(played.exitCode).not.toBe(0);
    expect(played.of('it', 'first')).toMatchObject({ failed: true, exit_code: 78 });
    expect(played.of('it', 'first').msg).toContain('/etc/docker/daemon.json');
    expect(played.of('it', 'second')).toMatchObject({ failed: false, changed: true });
    await cp(treeOf('second'), treeOf('first'), { recursive: true, force: true });
  });

  test('nothing is left of what is removed', async () => {
    const removed = await config({
      registry_mirrors: [],
      insecure_registries: [],
      proxies: { state: 'absent' },
      registries: [{ host: 'harbor.example:8443', state: 'absent' }],
      daemon: { 'log-opts': null, 'max-concurrent-downloads': null },
    });
    expect(removed.exitCode, removed.output).toBe(0);
    const [first] = await written();
    expect(JSON.parse(first ?? '{}')).toEqual({});
  });

  test('a message comes in the language that is asked for', async () => {
    const wrong = { registry_mirrors: ['mirror.example'] };
    const [english, chinese] = [await config(wrong), await config({ ...wrong, language: 'zh-CN' })];
    expect(english.of('it', 'first').msg).toMatch(/mirror\.example/);
    expect(chinese.of('it', 'first').msg).toMatch(/[\u4e00-\u9fff]/);
  });
});

function config(given: object, flags: readonly string[] = []): Promise<Played> {
  return play({ 'dockcfg.engine.config': given }, flags);
}

function play(task: object, flags: readonly string[] = []): Promise<Played> {
  const hosts = Object.fromEntries(trees.map((name) => [name, { tree: treeOf(name) }]));
  const vars = { ansible_connection: 'local', ansible_python_interpreter: python };
  const defaults = { 'group/dockcfg.engine.engine': { executable, root: '{{ tree }}' } };
  const one = { hosts: 'all', gather_facts: false, module_defaults: defaults };
  return workspace.play([{ ...one, tasks: [{ name: 'it', ...task }] }], {
    inventory: { all: { hosts, vars } },
    flags,
  });
}

/** Each tree's daemon.json; null where there is none. */
function written(): Promise<(string | null)[]> {
  return Promise.all(
    trees.map((name) =>
      readFile(path.join(treeOf(name), 'etc/docker/daemon.json'), 'utf8').catch(() => null),
    ),
  );
}
