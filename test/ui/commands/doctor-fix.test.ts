import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DoctorDocument } from '../../../src/domain/documents.ts';
import { schemas } from '../../../src/ui/schemas/index.ts';
import { type Company, startCompany } from '../../demo/company.ts';
import { type HostTree, makeTree } from '../../demo/tree.ts';
import { type RecordedOptions, runRecorded } from '../outside.ts';

/** `doctor --fix` on a host that is a folder: misspelt mirrors, a proxy of the wrong scheme. */
describe('doctor --fix', () => {
  let company: Company;
  let pristine: HostTree;
  let folder: string;
  let root: string;

  beforeAll(async () => {
    company = await startCompany();
    pristine = await makeTree(company);
    folder = await mkdtemp(join(tmpdir(), 'dockcfg-fix-'));
  });
  afterAll(async () => {
    await pristine[Symbol.asyncDispose]();
    await company.world.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    root = join(folder, 'host');
    await rm(root, { recursive: true, force: true });
    await cp(pristine.root, root, { recursive: true });
  });

  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const daemonJson = () => readFile(join(root, 'etc/docker/daemon.json'), 'utf8');
  const run = (argv: readonly string[], options: RecordedOptions = {}) =>
    runRecorded(['doctor', '--root', root, ...argv], { real: true, ...options });
  const fixed = async (...argv: string[]) => {
    const ran = await run([...argv, '--json']);
    const document = v.parse(schemas.doctor, JSON.parse(ran.stdout)) as DoctorDocument;
    return { ...ran, document };
  };

  it('carries out what is within reach, and checks again', async () => {
    const trusted = `etc/docker/certs.d/${company.mirror}/ca.crt`;
    await put(trusted, company.companyRoot);
    const { exit, document, stderr } = await fixed('nginx', '--fix', '--yes');
    expect(document.fixed, stderr).toMatchObject({
      applied: true,
      transaction: expect.any(String),
    });
    expect(document.fixed?.codes).toContain('DC5004');
    expect(await daemonJson()).toContain(`"registry-mirrors": ["https://${company.mirror}"]`);
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
    await put('etc/docker/certs.d/harbor.corp.example/ca.crt', company.companyRoot);
    const image = `${company.harbor}/team/app:1.0`;
    const { exit, document, stderr } = await fixed(image, '--fix', '--yes');
    expect(document.fixed?.codes, stderr).toContain('DC2003');
    const installed = join(root, 'etc/docker/certs.d', company.harbor, 'ca.crt');
    expect(await readFile(installed, 'utf8')).toContain('BEGIN CERTIFICATE');
    expect(exit).toBe(0);
  });

  it('is undone by rollback, to the byte', async () => {
    const before = await daemonJson();
    await fixed('nginx', '--fix', '--yes');
    const { exit } = await runRecorded(['rollback', '--root', root], { real: true });
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
