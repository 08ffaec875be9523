import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../../src/ui/schemas/index.ts';
import { runRecorded } from '../outside.ts';
import { companyHost } from './company-host.ts';

/** Whole command lines on a host that is a folder, in a network on loopback. */
describe('on a tree', () => {
  const host = companyHost();

  const run = (command: string, ...more: string[]) =>
    runRecorded([command, '--root', host.root, ...more], { real: true });
  const daemonJson = () => readFile(join(host.root, 'etc/docker/daemon.json'), 'utf8');

  it('apply does what plan said, and the second time nothing at all', async () => {
    const planned = await run('plan', host.profile, '--json', '--detailed-exitcode');
    expect(planned.exit).toBe(2);
    const plan = v.parse(schemas.apply, JSON.parse(planned.stdout)) as { plan: unknown };
    const applied = await run('apply', host.profile, '--json');
    expect(applied.exit, applied.stderr).toBe(0);
    expect(JSON.parse(applied.stdout)).toMatchObject({
      changed: true,
      applied: true,
      plan: plan.plan,
    });
    const before = await stat(join(host.root, 'etc/docker/daemon.json'), { bigint: true });
    const again = await run('apply', host.profile, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ changed: false, transaction: null });
    const after = await stat(join(host.root, 'etc/docker/daemon.json'), { bigint: true });
    expect(after.mtimeNs).toBe(before.mtimeNs);
    expect(after.ino).toBe(before.ino);
  });

  it('a repair brings no exemption from certificate checks that nobody agreed to', async () => {
    const path = join(host.root, 'etc/docker/daemon.json');
    await writeFile(path, '{"insecure-registry": ["x.lab:5000"]}');
    const refused = await run('apply', '--repair', '--yes');
    expect(refused.exit).toBe(78);
    expect(refused.stderr).toContain('--accept DC2017=x.lab:5000');
    const agreed = await run('apply', '--repair', '--yes', '--accept', 'DC2017=x.lab:5000');
    expect(agreed.exit, agreed.stderr).toBe(0);
    expect(await daemonJson()).toContain('"insecure-registries": ["x.lab:5000"]');
  });

  it('says first what could not be learned of the host, to programs as well', async () => {
    await rm(join(host.root, 'var/lib/dpkg'), { recursive: true, force: true });
    const flags = ['--add-mirror', 'https://m.example'];
    const page = await run('plan', ...flags);
    expect(page.stderr).toContain('is unknown');
    const { warnings } = JSON.parse((await run('plan', ...flags, '--json')).stdout);
    expect(warnings[0]).toContain('is unknown');
  });

  it.each(['plan', 'apply --check'])('%s changes nothing', async (command) => {
    const before = await daemonJson();
    const [name = '', ...flags] = command.split(' ');
    const { exit, stdout } = await run(name, ...flags, host.profile);
    expect(exit).toBe(0);
    expect(stdout).toContain('Would change 3 files');
    expect(await daemonJson()).toBe(before);
  });

  it('flags and the environment say the same as a profile', async () => {
    const flags = ['--add-mirror', 'https://m.example', '--no-proxy', 'a,b'];
    const byFlags = await run('plan', ...flags, '--json');
    const env = { DOCKCFG_ADD_MIRROR: 'https://m.example', DOCKCFG_NO_PROXY: 'a,b' };
    const byEnvironment = await runRecorded(['plan', '--root', host.root, '--json'], {
      real: true,
      env,
    });
    expect(JSON.parse(byFlags.stdout).plan.changes).toHaveLength(1);
    expect(byEnvironment.stdout).toBe(byFlags.stdout);
  });

  it('a password from the environment reaches the file and nothing else', async () => {
    const env = { DOCKCFG_HTTPS_PROXY: 'http://me:s3cret@proxy:3128' };
    const argv = ['apply', '--root', host.root, '--diff', '--verbose'];
    const { exit, stdout, stderr } = await runRecorded(argv, { real: true, env });
    expect(exit, stderr).toBe(0);
    expect(await daemonJson()).toContain('s3cret');
    expect(stdout + stderr).not.toContain('s3cret');
    for (const command of ['show', 'history', 'export']) {
      const { stdout: shown } = await run(command, ...(command === 'history' ? ['--diff'] : []));
      expect(shown, command).not.toContain('s3cret');
    }
  });

  it('history tells what was done, and rollback undoes it to the byte', async () => {
    const before = await daemonJson();
    await run('apply', host.profile);
    const told = await run('history', '--json');
    const document = v.parse(schemas.history, JSON.parse(told.stdout)) as {
      transactions: { end: string; changes: unknown[] }[];
    };
    expect(document.transactions).toMatchObject([{ end: 'committed' }]);
    expect((await run('history')).stdout).toContain('It is in place.');
    const undone = await run('rollback');
    expect(undone.exit, undone.stderr).toBe(0);
    expect(await daemonJson()).toBe(before);
    expect((await run('history')).stdout).toContain('It was undone by');
  });

  it('rollback shows the difference where something else has changed the file since', async () => {
    await run('apply', host.profile);
    const path = join(host.root, 'etc/docker/daemon.json');
    await writeFile(path, `${await daemonJson()}\n`);
    const { exit, stderr } = await run('rollback');
    expect(exit).toBe(78);
    expect(stderr).toContain('@@');
  });

  it('show names every value with its place', async () => {
    await run('apply', host.profile);
    const { stdout } = await run('show', 'registry-mirrors', '--json');
    const document = v.parse(schemas.show, JSON.parse(stdout)) as { settings: unknown[] };
    expect(document.settings).toMatchObject([
      {
        key: 'registry-mirrors',
        origin: { path: '/etc/docker/daemon.json', line: expect.any(Number) },
      },
    ]);
    expect((await run('show')).stdout).toContain('CN=Example Corp Root CA');
    const slip = await run('show', 'registry-miror');
    expect(slip.exit).toBe(65);
    expect(slip.stderr).toContain('Did you mean');
  });

  it('explain says which way an image takes and why', async () => {
    await run('apply', host.profile);
    const { stdout } = await run('explain', 'nginx', '--json');
    const document = v.parse(schemas.explain, JSON.parse(stdout)) as { endpoints: unknown[] };
    expect(document.endpoints).toMatchObject([
      { url: `https://${host.company.mirror}`, role: 'mirror', proxy: null },
      { url: 'https://registry-1.docker.io', proxy: `http://${host.company.proxy}` },
    ]);
    expect((await run('explain', 'nginx')).stdout).toContain('docker.io/library/nginx:latest');
  });

  it('explain says what a finding means', async () => {
    const { stdout } = await run('explain', 'dc2001', '--json');
    expect(v.parse(schemas['explain-code'], JSON.parse(stdout))).toMatchObject({ code: 'DC2001' });
    expect((await run('explain', 'DC2001', '--lang', 'zh-CN')).stdout).toContain('解决办法');
    expect((await run('explain', 'DC9')).exit).toBe(65);
  });

  it('doctor prints the same findings in every form', async () => {
    const image = `${host.company.harbor}/team/app:1.0`;
    const { stdout, exit } = await run('doctor', image, '--json');
    const document = v.parse(schemas.doctor, JSON.parse(stdout)) as {
      findings: { code: string }[];
    };
    expect(exit).toBe(1);
    const codes = document.findings.map(({ code }) => code);
    expect(codes).toContain('DC2001');
    for (const format of ['human', 'ndjson', 'short', 'markdown', 'junit']) {
      const other = await run('doctor', image, '--format', format);
      expect(other.exit).toBe(1);
      for (const code of codes) expect(other.stdout, format).toContain(code);
    }
    expect((await run('doctor', image, '--fail-on', 'never')).exit).toBe(0);
  });

  it.each(['profile', 'flags', 'ansible', 'cloud-init'])(
    'export knows the form %s',
    async (form) => {
      await run('apply', host.profile);
      const { exit, stdout } = await run('export', '--as', form);
      expect(exit).toBe(0);
      expect(stdout).toContain(`https://${host.company.mirror}`);
    },
  );

  it('what export says changes nothing on the host it comes from', async () => {
    await run('apply', host.profile);
    const { stdout } = await run('export');
    const path = join(host.folder, 'exported.json5');
    await writeFile(path, stdout);
    expect(JSON.parse((await run('apply', path, '--json')).stdout).changed).toBe(false);
  });

  it.each([
    [['apply'], 64, 'Nothing was asked for'],
    [['apply', 'missing.json5'], 65, 'There is no file missing.json5'],
    [['apply', '--add-mirror', 'no-scheme'], 65, 'has no scheme'],
    [['plan', '--mirror', 'https://a', '--add-mirror', 'https://b'], 64, '--add-mirror'],
    [['apply', '--engine', 'newest', '--add-mirror', 'https://a'], 64, 'newest'],
    [['doctor', '--format', 'jsn'], 64, 'Did you mean json'],
    [['doctor', 'Not-An-Image'], 65, ''],
  ])('%j ends with %i', async (argv, code, said) => {
    const [command = '', ...more] = argv;
    const { exit, stderr } = await run(command, ...more);
    expect(stderr).toContain(said);
    expect(exit).toBe(code);
  });
});
