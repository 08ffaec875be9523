import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRecorded } from '../outside.ts';

/** What is said to a slip, and what is suggested after a command. */
describe('on a host with a mirror', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'dockcfg-slips-'));
    for (const folder of ['usr/bin', 'etc/docker/certs.d/harbor.example']) {
      await mkdir(join(root, folder), { recursive: true });
    }
    await writeFile(join(root, 'usr/bin/dockerd'), '');
    await writeFile(join(root, 'etc/docker/certs.d/harbor.example/ca.pem'), 'not read');
    await writeFile(
      join(root, 'etc/docker/daemon.json'),
      '{"registry-mirrors": ["https://m.example"]}',
    );
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const run = (...argv: string[]) =>
    runRecorded([...argv, '--root', root, '--engine', '28.5.2'], { real: true });

  it.each([
    [['mirrors'], 64, 'dockcfg mirrors rank, dockcfg mirrors check'],
    [['ca'], 64, 'dockcfg ca list, dockcfg ca fetch'],
    [['cache'], 64, 'dockcfg cache install'],
    [['mirrors', 'rnk'], 64, 'There is no command mirrors rnk. Did you mean dockcfg mirrors rank?'],
    [['doctr'], 64, 'Did you mean doctor?'],
    [['show', '--jsn'], 64, 'Did you mean --json?'],
    [['show', 'registry-miror'], 65, 'Did you mean registry-mirrors?'],
    [['show', 'insecure-registry'], 65, 'Did you mean insecure-registries?'],
    [['show', 'nonsense-everywhere'], 65, 'dockcfg show lists those of this host'],
    [['explain', 'DC10111'], 65, 'Did you mean DC1011?'],
    [['explain', 'https://ghcr.io/a/b'], 65, 'dockcfg doctor ghcr.io/a/b'],
    [['doctor', 'https://harbor.example/v2/'], 65, '--host harbor.example'],
    [['doctor', '--image', 'http://u:s3cret@harbor.example/a'], 65, 'dockcfg doctor'],
    [['ca', 'remove', 'harbor.exmple'], 0, 'Did you mean harbor.example?'],
    [['doctor', '--only', 'DC10111'], 64, 'Did you mean DC1011?'],
    [['ca', 'list', 'harbor.exmple'], 0, 'Did you mean harbor.example?'],
  ] as const)('%j is answered with a way out', async (argv, exit, shown) => {
    const ran = await run(...argv);
    expect(ran.stderr.replaceAll(/\s+/g, ' ')).toContain(shown);
    expect(ran.stderr).not.toContain('s3cret');
    expect(ran.exit).toBe(exit);
  });

  it.each([
    [['show'], 'dockcfg doctor --root'],
    [['show', 'daemon'], 'dockcfg setup --root'],
    [['explain', 'nginx'], 'dockcfg doctor --root'],
    [['explain', 'dc1011'], '--only DC1011'],
    [['ca', 'list'], '--host harbor.example'],
  ] as const)('%j ends with what to do next', async (argv, shown) => {
    const { stderr, stdout, exit } = await run(...argv);
    expect(exit, stderr).toBe(0);
    expect(stderr).toContain(shown);
    expect(stdout).not.toContain(shown);
  });

  it.each([['show'], ['explain', 'nginx'], ['history']])(
    '%j --json suggests nothing',
    async (...argv) => {
      expect((await run(...argv, '--json')).stderr).toBe('');
    },
  );

  it('history says whose it is where somebody else has one, too', async () => {
    const user = { uid: 1000, home: '/home/me', sudoUser: null };
    const own = await runRecorded(['history'], { real: true, user });
    expect(own.stderr).toContain('sudo dockcfg history');
    expect((await run('history')).stderr).not.toContain('sudo dockcfg history');
  });

  it('history and rollback lead to each other, and to the doctor', async () => {
    expect((await run('apply', '--add-mirror', 'https://b.example')).exit).toBe(0);
    const { stderr } = await run('history');
    const [, id = ''] = /dockcfg rollback --root \S+ (\S+)/.exec(stderr) ?? [];
    expect(id).not.toBe('');
    const undone = await run('rollback', id);
    expect(undone.exit, undone.stderr).toBe(0);
    expect(undone.stderr).toContain('dockcfg doctor --root');
    expect(undone.stdout.split(`undoes transaction ${id}`)).toHaveLength(2);
    expect((await run('history')).stderr).not.toContain(`rollback --root ${root} ${id}`);
  });
});
