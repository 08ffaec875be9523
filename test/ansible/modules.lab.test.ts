/** How the modules call dockcfg and what they make of its answers; the answers are canned here. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApplyDocument, DoctorDocument } from '../../src/domain/documents.ts';
import type { Played, Workspace } from './ansible.ts';
import { openWorkspace } from './ansible.ts';
import type { StandIn } from './stand-in.ts';
import { makeStandIn } from './stand-in.ts';

let workspace: Workspace;
let standIn: StandIn;

beforeAll(async () => {
  workspace = await openWorkspace();
  standIn = await makeStandIn(workspace.folder);
});
afterAll(() => workspace?.dispose());
beforeEach(() => standIn.answer({ stdout: applied() }));

describe('config', () => {
  test('hands the wishes over on standard input, and no secret on the command line', async () => {
    const played = await config({
      registry_mirrors: ['https://mirror.example'],
      proxies: { https_proxy: 'http://proxy:3128', username: 'me', password: 's3cr3t' },
      registries: [{ host: 'r:5000', client_cert: 'PEM', client_key: 'PR1VATE' }],
    });
    const { argv, stdin } = await standIn.called();
    expect(played.of('it').failed).toBe(false);
    expect(JSON.parse(stdin)).toEqual({
      'registry-mirrors': ['https://mirror.example'],
      proxies: { 'https-proxy': 'http://me:s3cr3t@proxy:3128' },
      registries: { 'r:5000': { 'client-cert': 'PEM', 'client-key': 'PR1VATE' } },
    });
    expect(argv.slice(0, 3)).toEqual(['apply', '--json', '--quiet']);
    expect(argv.join(' ')).toContain('- --yes --restart auto');
    expect(argv.join(' ')).not.toMatch(/s3cr3t|PR1VATE|mirror/);
    expect(played.output + JSON.stringify(played.results)).not.toMatch(/s3cr3t|PR1VATE/);
  });

  test('a password that somebody put into a URL is masked in all that Ansible shows', async () => {
    const given = { proxies: { https_proxy: 'http://me:p%40ss-w0rd@proxy:3128' } };
    const played = await config(given, ['-vvv', '--diff']);
    expect((await standIn.called()).stdin).toContain('p%40ss-w0rd');
    expect(played.output + JSON.stringify(played.results)).not.toMatch(/p%40ss-w0rd|p@ss-w0rd/);
  });

  test('a whole profile goes as it is, and what is secret in it stays so', async () => {
    const profile = {
      proxies: { 'https-proxy': 'http://me:s3cr3t@proxy:3128', 'no-proxy': { keep: true } },
      daemon: { debug: null, 'log-opts': { 'max-size': '10m' } },
    };
    const played = await config({ profile }, ['-vvv', '--diff']);
    expect(JSON.parse((await standIn.called()).stdin)).toEqual(profile);
    expect(played.output + JSON.stringify(played.results)).not.toContain('s3cr3t');
  });

  test('a check asks dockcfg for a check, and a diff for a diff', async () => {
    const changes = [
      { ...change, diff: '--- a\n+++ b\n' },
      { ...change, path: null, diff: '' },
    ];
    const document = applied({ applied: false, transaction: null });
    await standIn.answer({
      stdout: { ...document, plan: { ...document.plan, action: 'reload', changes } },
    });
    const played = await config({ registry_mirrors: [] }, ['--check', '--diff']);
    const { argv } = await standIn.called();
    expect(argv).toContain('--check');
    expect(argv).toContain('--diff');
    expect(played.of('it')).toMatchObject({ changed: true, applied: false, action: 'reload' });
    expect(played.of('it').changes).toEqual([change, { ...change, path: null }]);
    expect(played.diffs.get('local')).toContain('+++ b');
  });

  test('tells where the files are as they were before', async () => {
    const played = await config({ root: '/mnt/image' });
    expect(played.of('it')).toMatchObject({
      transaction: 'T1',
      backup: '/mnt/image/var/lib/dockcfg/transactions/T1',
    });
    expect((await standIn.called()).argv.join(' ')).toContain('--root /mnt/image');
  });

  test('passes on warnings, and what is still to be done', async () => {
    await standIn.answer({
      stdout: applied({ warnings: ['a key is gone'], restartRequired: true }),
    });
    const played = await config({ restart: 'never', accept: ['insecure=a', 'insecure=b'] });
    expect(played.of('it')).toMatchObject({ restart_required: true, warnings: ['a key is gone'] });
    const { argv } = await standIn.called();
    expect(argv.join(' ')).toContain('--restart never --accept insecure=a --accept insecure=b');
  });

  test.for([
    [3, true],
    [4, false],
  ] as const)('exit %d fails and says whether all was put back', async ([exit, putBack]) => {
    const stderr = 'error: The engine did not come up.\n';
    await standIn.answer({ exit, stdout: applied({ applied: false }), stderr });
    const played = await config({ registry_mirrors: ['https://m'] });
    expect(played.exitCode).not.toBe(0);
    expect(played.of('it')).toMatchObject({
      failed: true,
      put_back: putBack,
      exit_code: exit,
      msg: expect.stringContaining('did not come up'),
    });
  });

  test('a known failure is told in its own words', async () => {
    const stdout = { schema: 'dockcfg/error/1', code: 'invalidInput', exit: 65, message: 'No.' };
    await standIn.answer({ exit: 65, stdout, stderr: 'error: No.\n' });
    const played = await config({ registry_mirrors: ['m'] });
    expect(played.of('it')).toMatchObject({ failed: true, msg: 'No.', code: 'invalidInput' });
    expect(played.of('it')).not.toHaveProperty('put_back');
  });

  test('what is no document fails with what it said', async () => {
    await standIn.answer({ stdout: 'Segmentation fault', stderr: 'core dumped' });
    expect((await config({})).of('it')).toMatchObject({ failed: true, msg: 'core dumped' });
  });

  test.for([
    [
      { registry_mirrors: ['https://a'], registry_mirrors_add: ['https://b'] },
      'mutually exclusive',
    ],
    [{ profile: {}, daemon: { debug: true } }, 'mutually exclusive'],
    [{ proxies: { password: 's3cr3t', password_file: '/b' } }, 'mutually exclusive'],
    [{ registries: [{ host: 'a', ca: 'PEM', ca_file: '/b' }] }, 'mutually exclusive'],
    [{ registries: [{ ca: 'PEM' }] }, 'missing required'],
    [{ restart: 'sometimes' }, 'value of restart must be one of'],
    [{ proxies: { socks_proxy: 'a' } }, 'Unsupported parameters'],
  ] as const)('refuses %j before anything is called', async ([given, complaint]) => {
    const played = await config(given);
    expect(played.of('it')).toMatchObject({
      failed: true,
      msg: expect.stringContaining(complaint),
    });
  });

  test('without dockcfg it says how to get it', async () => {
    const played = await config({ executable: '/nowhere/dockcfg' });
    expect(played.of('it').msg).toContain('dockcfg.engine.setup');
  });
});

describe('doctor', () => {
  const found = {
    code: 'DC2001',
    severity: 'error',
    rootCause: true,
    causedBy: null,
    subject: 'r:5000',
    title: 'Unknown authority',
    text: 'Its CA is not trusted.',
    seen: [],
    remedies: [{ kind: 'ask', text: 'Add it.', command: [], risk: 'safe' }],
  } as const;

  test('is content where dockcfg is', async () => {
    await standIn.answer({ stdout: diagnosed('healthy', []) });
    const played = await run('doctor', { images: ['nginx'], hosts: ['r:5000'], ignore: ['DC1'] });
    expect(played.of('it')).toMatchObject({ changed: false, verdict: 'healthy', findings: [] });
    expect((await standIn.called()).argv.join(' ')).toContain(
      '--fail-on error --image nginx --host r:5000 --ignore DC1',
    );
  });

  test('fails with the first finding and its remedy, and returns the whole document', async () => {
    const document = diagnosed('broken', [found, { ...found, code: 'DC3001' }]);
    await standIn.answer({ exit: 1, stdout: document });
    const result = (await run('doctor', {})).of('it');
    expect(result.msg).toBe('DC2001 r:5000: Its CA is not trusted. Add it. (and 1 more)');
    expect(result).toMatchObject({ failed: true, changed: false, verdict: 'broken', document });
  });

  test('pulls, asks for push rights and uses logins when told to, and pulls nothing in a check', async () => {
    const all = { push: true, pull: true, with_credentials: true };
    await standIn.answer({ stdout: diagnosed('healthy', []) });
    await run('doctor', all);
    expect((await standIn.called()).argv.slice(-3)).toEqual([
      '--push',
      '--with-credentials',
      '--pull',
    ]);
    await run('doctor', all, ['--check']);
    expect((await standIn.called()).argv.slice(-2)).toEqual(['--push', '--with-credentials']);
  });

  test('runs in a check as it always does', async () => {
    await standIn.answer({ stdout: diagnosed('degraded', [found]) });
    const played = await run('doctor', { fail_on: 'never' }, ['--check']);
    expect(played.of('it')).toMatchObject({ verdict: 'degraded', findings: [found] });
  });
});

test('info returns the settings that it was asked for', async () => {
  const settings = [{ key: 'registry-mirrors', value: ['https://m'], state: 'in effect' }];
  await standIn.answer({ stdout: { schema: 'dockcfg/show/1', settings } });
  const played = await run('info', { keys: ['registry-mirrors'] });
  expect(played.of('it')).toMatchObject({ changed: false, settings });
  expect((await standIn.called()).argv.at(-1)).toBe('registry-mirrors');
});

test('one default serves all modules of the group', async () => {
  await standIn.answer({ stdout: diagnosed('healthy', []) });
  const played = await workspace.play([
    {
      ...everywhere,
      module_defaults: { 'group/dockcfg.engine.engine': { executable: standIn.executable } },
      tasks: [{ name: 'it', 'dockcfg.engine.doctor': {} }],
    },
  ]);
  expect(played.of('it').verdict).toBe('healthy');
});

const everywhere = { hosts: 'all', gather_facts: false };

const config = (given: object, flags: readonly string[] = []) => run('config', given, flags);

function run(module: string, given: object, flags: readonly string[] = []): Promise<Played> {
  const task = { [`dockcfg.engine.${module}`]: { executable: standIn.executable, ...given } };
  return workspace.play([{ ...everywhere, tasks: [{ name: 'it', ...task }] }], { flags });
}

const change = {
  target: 'daemon-json',
  path: '/etc/docker/daemon.json',
  action: 'edit',
  because: [],
};

function applied(more: Partial<ApplyDocument> = {}): ApplyDocument {
  return {
    schema: 'dockcfg/apply/1',
    changed: true,
    applied: true,
    transaction: 'T1',
    plan: {
      changes: [],
      action: 'none',
      reason: '',
      disruption: {
        ...{ containersStopped: 0, names: [], comeBack: [], mayComeBack: [] },
        ...{ stayStopped: [], removed: [], keptRunning: 0 },
      },
      conflicts: [],
    },
    verified: {},
    reloadRequired: false,
    restartRequired: false,
    warnings: [],
    ...more,
  };
}

function diagnosed(
  verdict: DoctorDocument['verdict'],
  findings: DoctorDocument['findings'],
): DoctorDocument {
  const engine = { version: '28.5.2', store: 'classic', flavour: 'docker-ce' } as const;
  return {
    ...{ schema: 'dockcfg/doctor/1', verdict, elapsedMs: 1, engine },
    ...{ routes: [], checks: [], findings },
  };
}
