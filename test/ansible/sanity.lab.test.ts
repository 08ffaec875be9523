/**
 * Ansible's own checks of the collection, with nothing but Debian's packages. What `ansible-test`
 * wants to fetch tools from the network for is run with Debian's copy of the same tool; only its
 * `import` test is left out (it needs a virtual environment that pip fills).
 */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collection, python } from './ansible.ts';

/** Debian's ansible-core keeps the tests' own scripts here. */
const scripts = '/usr/lib/python3/dist-packages/ansible_test/_util/controller/sanity';
const needTheNetwork = [
  'ansible-doc',
  'import',
  'pep8',
  'pylint',
  'runtime-metadata',
  'validate-modules',
  'yamllint',
];

let home: string;
let copy: string;
let env: Record<string, string>;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'dockcfg-sanity-'));
  copy = path.join(home, 'ansible_collections/dockcfg/engine');
  await mkdir(path.dirname(copy), { recursive: true });
  await cp(collection, copy, { recursive: true });
  env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
    ANSIBLE_COLLECTIONS_PATH: home,
    PYTHONPATH: home,
    PYTHONDONTWRITEBYTECODE: '1',
  };
});
afterAll(() => rm(home, { recursive: true, force: true }));

const run = (program: string, argv: readonly string[], more: Record<string, string> = {}) =>
  execa(program, argv, {
    ...{ cwd: copy, extendEnv: false, env: { ...env, ...more } },
    ...{ all: true, reject: false, stdin: 'ignore' },
  });

test('ansible-test: every sanity test that needs no network', async () => {
  const { stdout } = await run('ansible-test', ['sanity', '--list-tests']);
  const all = stdout.split('\n').filter((name) => /^[a-z0-9-]+$/.test(name));
  expect(all).toEqual(expect.arrayContaining(needTheNetwork));
  const names = all.filter((name) => !needTheNetwork.includes(name));
  const chosen = names.flatMap((name) => ['--test', name]);
  const { stdout: version } = await run(python, [
    '-c',
    'import sys; print("%d.%d" % sys.version_info[:2])',
  ]);
  const { exitCode, all: said } = await run('ansible-test', [
    ...['sanity', '--python', version],
    ...chosen,
  ]);
  expect(exitCode, said).toBe(0);
});

test('validate-modules: documentation and argument specification say the same', async () => {
  const validate = path.join(scripts, 'validate-modules');
  const modules = ['config', 'doctor', 'info'].map((name) => `plugins/modules/${name}.py`);
  const flags = ['--format', 'json', '--arg-spec', '--collection-version', '0.1.0'];
  const place = ['--collection', 'ansible_collections/dockcfg/engine'];
  const { stdout } = await run(
    python,
    [path.join(validate, 'validate.py'), ...flags, ...place, ...modules],
    { PYTHONPATH: `${validate}:${home}` },
  );
  const report: Record<string, { errors: { code: string }[]; warnings: unknown[] }> =
    JSON.parse(stdout);
  expect(Object.keys(report)).toEqual(modules);
  for (const { errors, warnings } of Object.values(report)) {
    // The licence is Apache-2.0, which is compatible; see tests/sanity/ignore-*.txt.
    expect(errors.filter(({ code }) => code !== 'missing-gplv3-license')).toEqual([]);
    expect(warnings).toEqual([]);
  }
});

test.for([
  ['pycodestyle', '--max-line-length=160', '--ignore=E402,E741,W503,W504', 'plugins', 'tests'],
  ['pylint', `--rcfile=${scripts}/pylint/config/collection.cfg`, '--load-plugins=', 'plugins'],
  ['yamllint', '-c', `${scripts}/yamllint/config/default.yml`, '.'],
  ['ansible-lint', 'roles/setup', 'galaxy.yml', 'meta'],
  ['ansible-doc', '-t', 'module', 'dockcfg.engine.config', 'dockcfg.engine.doctor'],
  ['ansible-doc', '-t', 'role', 'dockcfg.engine.setup'],
  ['ansible-galaxy', 'collection', 'build', '--output-path', 'tests/output'],
] as const)('%s finds nothing', async ([program, ...argv]) => {
  const { exitCode, all } = await run(program, argv);
  expect(exitCode, all).toBe(0);
});

test('the unit tests of what the modules share', async () => {
  const tests = 'tests/unit/plugins/module_utils';
  const ran = await run(python, ['-m', 'unittest', 'discover', '-s', tests]);
  expect(ran).toMatchObject({ exitCode: 0, all: expect.stringMatching(/Ran [1-9]\d* tests/) });
});
