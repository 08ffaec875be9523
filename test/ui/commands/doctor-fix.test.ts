import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { DoctorDocument } from '../../../src/domain/documents.ts';
import { schemas } from '../../../src/ui/schemas/index.ts';
import { type RecordedOptions, runRecorded } from '../outside.ts';
import { companyHost } from './company-host.ts';

/** `doctor --fix` on a host that is a folder: misspelt mirrors, a proxy of the wrong scheme. */
describe('doctor --fix', () => {
  const host = companyHost();

  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(host.root, path)), { recursive: true });
    await writeFile(join(host.root, path), text);
  };
  const daemonJson = () => readFile(join(host.root, 'etc/docker/daemon.json'), 'utf8');
  const run = (argv: readonly string[], options: RecordedOptions = {}) =>
    runRecorded(['doctor', '--root', host.root, ...argv], { real: true, ...options });
  const fixed = async (...argv: string[]) => {
    const ran = await run([...argv, '--json']);
    const document = v.parse(schemas.doctor, JSON.parse(ran.stdout)) as DoctorDocument;
    return { ...ran, document };
  };

  it('carries out what is within reach, and checks again', async () => {
    const trusted = `etc/docker/certs.d/${host.company.mirror}/ca.crt`;
    await put(trusted, host.company.companyRoot);
    const { exit, document, stderr } = await fixed('nginx', '--fix', '--yes');
    expect(document.fixed, stderr).toMatchObject({
      applied: true,
      transaction: expect.any(String),
    });
    expect(document.fixed?.codes).toContain('DC5004');
    expect(await daemonJson()).toContain(`"registry-mirrors": ["https://${host.company.mirror}"]`);
    expect(stderr).toContain('+    "https-proxy": "http://');
    expect(document.verdict).toBe('healthy');
    expect(exit).toBe(0);
  });

  it('needs several looks where one fault hides the next', async () => {
    await put('etc/docker/daemon.json', `${(await daemonJson()).trimEnd().slice(0, -1)},}`);
    const { document } = await fixed('nginx', '--fix', '--yes');
    expect(document.fixed?.codes.slice(0, 1)).toEqual(['DC5001']);
    expect(document.routes[0]?.prediction.outcome).toBe('pulled');
  });

  it('changes nothing without a yes, and says what it would do', async () => {
    const before = await daemonJson();
    const { exit, document, stderr } = await fixed('nginx', '--fix');
    expect(await daemonJson()).toBe(before);
    expect(exit).toBe(1);
    expect(document.fixed).toMatchObject({ applied: false, transaction: null, codes: [] });
    expect(document.fixed?.left.map(({ why }) => why).join()).toContain('--yes');
    expect(stderr).toContain('These remedies would be carried out');
  });

  it('installs a CA that is on this host already, but not where it is read', async () => {
    await put('etc/docker/certs.d/harbor.corp.example/ca.crt', host.company.companyRoot);
    const image = `${host.company.harbor}/team/app:1.0`;
    const { exit, document, stderr } = await fixed(image, '--fix', '--yes');
    expect(document.fixed?.codes, stderr).toContain('DC2003');
    const installed = join(host.root, 'etc/docker/certs.d', host.company.harbor, 'ca.crt');
    expect(await readFile(installed, 'utf8')).toContain('BEGIN CERTIFICATE');
    expect(exit).toBe(0);
  });

  it('is undone by rollback, to the byte', async () => {
    const before = await daemonJson();
    await fixed('nginx', '--fix', '--yes');
    const { exit } = await runRecorded(['rollback', '--root', host.root], { real: true });
    expect(exit).toBe(0);
    expect(await daemonJson()).toBe(before);
  });

  it('a second time there is nothing left to do', async () => {
    await fixed('nginx', '--fix', '--yes');
    const before = await daemonJson();
    const { document } = await fixed('nginx', '--fix', '--yes');
    expect(await daemonJson()).toBe(before);
    expect(document.fixed).toMatchObject({ applied: false, transaction: null });
  });

  it('says in every form what was done and what was left', async () => {
    const said = await Promise.all(
      ['human', 'short', 'markdown'].map((format) => run(['nginx', '--fix', '--format', format])),
    );
    for (const { stdout, exit } of said) {
      expect(stdout).toContain('Not repaired: DC');
      expect(exit).toBe(1);
    }
  });

  it.each(['yes', 'DC2017', 'DC17=host', 'ab:cd'])('does not take --accept %s', async (text) => {
    const { exit, stderr } = await run(['nginx', '--fix', '--accept', text]);
    expect(exit).toBe(64);
    expect(stderr).toContain('--accept');
  });
});
