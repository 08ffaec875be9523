/** Without Node: the executable, the Debian package and the archive on a host that has none. */
import { createReadStream } from 'node:fs';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artefacts } from '../packaging/artefacts.ts';
import { buildArtefacts } from '../packaging/artefacts.ts';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';

const profile = `{
  'registry-mirrors': ['https://mirror.lab'],
  'insecure-registries': { add: ['plain.lab:5000'] },
  registries: { 'mirror.lab': { ca: '/root/corp-ca.pem' } },
}
`;
const profileFile = '/etc/dockcfg/profile.json5';

/** Whatever else is said is ours. */
const nodesWarning = 'Warning: Ignoring extra certs from `/nowhere`';

let artefacts: Artefacts;
let lab: Lab;
let host: LabHost;

beforeAll(async () => {
  [artefacts, lab] = await Promise.all([buildArtefacts(), startLab({ hosts: ['trixie'] })]);
  host = lab.host('trixie');
  await host.writeFile(profileFile, profile);
  await host.writeFile('/root/corp-ca.pem', lab.ca.private);
});
afterAll(async () => {
  await lab?.stop();
  await artefacts?.[Symbol.asyncDispose]();
});

describe('the executable alone', () => {
  const program = '/usr/local/sbin/dockcfg-alone';

  beforeAll(() => bring(artefacts.executable, program));
  afterAll(() => host.must(['rm', program]));

  test('runs where there is no Node', async () => {
    expect(await host.run(['sh', '-c', 'command -v node npm'])).toMatchObject({ stdout: '' });
    expect(await host.must([program, '--version'])).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('what the caller sets for another Node does not change what it finds', async () => {
    const doctor = [program, 'doctor', '--host', 'harbor.lab', '--json'];
    const plain = await host.run(doctor);
    expect(JSON.parse(plain.stdout)).toMatchObject({ verdict: 'broken' });
    const noCerts = { NODE_EXTRA_CA_CERTS: '/nowhere' };
    for (const env of [
      { NODE_OPTIONS: '--require /root/corp-ca.pem --no-such-option' },
      { NODE_EXTRA_CA_CERTS: '/root/corp-ca.pem' },
      noCerts,
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: 'http://nowhere.lab:3128' },
      { NODE_OPTIONS: '--use-openssl-ca', SSL_CERT_FILE: '/root/corp-ca.pem' },
    ]) {
      const run = await host.run(doctor, { env });
      // Node itself says this, in its own code, as soon as it reads certificates, which may be
      // before or after the first output; what it ignores would not be used anyway.
      const lines = run.stderr.split('\n');
      const ours = env === noCerts ? lines.filter((each) => !each.startsWith(nodesWarning)) : lines;
      const stderr = ours.join('\n');
      const seen = { exitCode: run.exitCode, stderr, found: found(run.stdout) };
      const expected = { exitCode: 1, stderr: plain.stderr, found: found(plain.stdout) };
      expect(seen, JSON.stringify(env)).toEqual(expected);
    }
  });

  test('applies, with all it carries inside, and a real pull comes from the mirror', async () => {
    await host.blockHub();
    expect(await host.pull('library/hello')).not.toMatchObject({ exitCode: 0 });
    const applied = await host.run([program, 'apply', profileFile, '--yes', '--json']);
    expect(applied).toMatchObject({ exitCode: 0 });
    // Nothing about the guard against a power loss, which is made from the files inside.
    const { changed, warnings } = JSON.parse(applied.stdout);
    expect({ changed, warnings }).toEqual({
      changed: true,
      warnings: [expect.stringContaining('plain.lab:5000')],
    });
    expect(await host.pull('library/hello')).toMatchObject({ exitCode: 0 });
    expect(await host.pull('plain.lab:5000/hello')).toMatchObject({ exitCode: 0 });
    await host.unblock();
  });
});

describe('the Debian package', () => {
  beforeAll(async () => bring(await artefacts.debian(), '/root/dockcfg.deb'));

  test('installs with dpkg alone, and brings manual, completions and licences', async () => {
    await host.must(['dpkg', '--install', '/root/dockcfg.deb']);
    expect(await host.must(['dockcfg', '--version'])).toMatch(/^\d/);
    const files = (await host.must(['dpkg', '--listfiles', 'dockcfg'])).split('\n');
    expect(files).toEqual(
      expect.arrayContaining([
        '/usr/share/bash-completion/completions/dockcfg',
        '/usr/share/zsh/vendor-completions/_dockcfg',
        '/usr/share/fish/vendor_completions.d/dockcfg.fish',
        '/usr/share/doc/dockcfg/copyright',
      ]),
    );
    expect(await host.sh('zcat /usr/share/doc/dockcfg/LICENSES.txt.gz')).toContain('Node.js');
    await host.must(['bash', '-n', '/usr/share/bash-completion/completions/dockcfg']);
  });

  test('nothing of it runs by itself', async () => {
    const timers = await host.must(['systemctl', 'list-timers', '--all', 'dockcfg*']);
    expect(timers).toContain('0 timers');
    const units = ['drift.service', 'drift.timer', 'apply.service', 'apply.timer'];
    const paths = units.map((unit) => `/usr/lib/systemd/system/dockcfg-${unit}`);
    // The host has no man, and without it the manual that the units name cannot be looked up.
    expect(await host.run(['systemd-analyze', 'verify', '--man=no', ...paths])).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  });

  test('the drift unit fails on drift, and only then', async () => {
    const look = () => host.run(['systemctl', 'start', 'dockcfg-drift.service']);
    await host.must(['dockcfg', 'apply', profileFile, '--yes']);
    expect(await look()).toMatchObject({ exitCode: 0 });
    await host.sh("sed -i 's,https://mirror.lab,https://other.lab,' /etc/docker/daemon.json");
    expect(await look()).toMatchObject({ exitCode: 1 });
    const status = ['systemctl', 'show', '-P', 'ExecMainStatus', 'dockcfg-drift.service'];
    expect(await host.must(status)).toBe('2');
    await host.must(['systemctl', 'start', 'dockcfg-apply.service']);
    expect(await look()).toMatchObject({ exitCode: 0 });
    expect(await host.readFile('/etc/docker/daemon.json')).toContain('https://mirror.lab');
  });

  test('its removal leaves the host as it was configured; a purge takes the journal, too', async () => {
    await host.must(['systemctl', 'enable', '--now', 'dockcfg-drift.timer']);
    const before = await host.readFile('/etc/docker/daemon.json');
    await host.must(['dpkg', '--remove', 'dockcfg']);
    expect(await host.exists('/usr/bin/dockcfg')).toBe(false);
    expect(await host.exists('/var/lib/dockcfg')).toBe(true);
    expect(await host.must(['systemctl', 'list-timers', '--all', 'dockcfg*'])).toContain(
      '0 timers',
    );
    await host.must(['dpkg', '--purge', 'dockcfg']);
    expect(await host.exists('/var/lib/dockcfg')).toBe(false);
    expect(await host.readFile('/etc/docker/daemon.json')).toBe(before);
    await host.restartDocker();
    expect((await host.info()).RegistryConfig).toMatchObject({ Mirrors: ['https://mirror.lab/'] });
    expect(await host.must(['systemctl', '--failed', '--plain', '--no-legend'])).not.toContain(
      'dockcfg',
    );
  });
});

test('the archive unpacks into /usr/local, runs from there, and its list of files undoes it', async () => {
  const files = 'find /usr/local ! -type d -printf "%p %m\\n" | sort';
  const before = await host.sh(files);
  await bring(await artefacts.archive(), '/root/dockcfg.tar.gz');
  await host.sh('tar --strip-components=1 -C /usr/local -xzf /root/dockcfg.tar.gz');
  const plan = await host.run(['dockcfg', 'plan', profileFile, '--detailed-exitcode']);
  expect(plan).toMatchObject({ exitCode: 0 });
  expect(await host.exists('/usr/local/share/man/man1/dockcfg.1.gz')).toBe(true);
  expect(await host.exists('/usr/local/lib/systemd/system/dockcfg-drift.timer')).toBe(true);
  const own = "tar -tzf /root/dockcfg.tar.gz | grep -v '/$' | cut -d/ -f2-";
  await host.sh(`cd /usr/local && ${own} | xargs rm`);
  expect(await host.sh(files)).toBe(before);
});

/** What was found, without how long it took. */
function found(document: string): unknown {
  const { verdict, findings, routes } = JSON.parse(document);
  const text = JSON.stringify({ verdict, findings, routes });
  return JSON.parse(text.replace(/"ms":\d+/g, '"ms":0').replace(/\(\d+ ms\)/g, '(0 ms)'));
}

/** Copies a file of this machine to the host. */
async function bring(file: string, target: string): Promise<void> {
  const [program, args] = host.command(['sh', '-c', 'cat >"$0" && chmod 755 "$0"', target]);
  await execa(program, args, { input: createReadStream(file) });
}
