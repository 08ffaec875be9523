import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaFetchDocument, CaListDocument } from '../../../src/engine/ca/document.ts';
import { schemas } from '../../../src/ui/schemas/index.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import { startWorld, type World } from '../../world/world.ts';
import { runRecorded } from '../outside.ts';
import { keys, openPty } from '../pty.ts';

const main = join(import.meta.dirname, '../../../src/main.ts');

/** Whole command lines on a host that is a folder, with a registry signed by a private authority. */
describe('dockcfg ca', () => {
  const authority = rootAuthority('Corp Root');
  const issuing = new X509Certificate(authority.intermediate('Corp Root Issuing').pem);
  let world: World;
  let harbor: string;
  let leafOnly: string;
  let root: string;

  beforeAll(async () => {
    world = await startWorld();
    const { port } = await world.registry({
      name: 'harbor.example',
      tls: { kind: 'intermediate', authority },
    });
    harbor = `harbor.example:${port}`;
    const other = await world.registry({
      name: 'leaf.example',
      tls: { kind: 'private-ca', authority },
    });
    leafOnly = `leaf.example:${other.port}`;
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'dockcfg-ca-'));
    await put('usr/bin/dockerd', '');
    await put('etc/hosts', world.hostsFile());
    await put('etc/ssl/certs/ca-certificates.crt', world.authority.pem);
    return () => rm(root, { recursive: true, force: true });
  });

  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  /** Where a line breaks depends on the width; what it says does not. */
  const flat = (text: string) => text.replaceAll(/\s+/g, ' ');
  const installed = () =>
    readFile(join(root, `etc/docker/certs.d/${harbor}/ca.crt`), 'utf8').catch(() => null);
  const run = (...argv: string[]) =>
    runRecorded(['ca', ...argv, '--root', root, '--engine', '28.5.2'], { real: true });
  /** What the server presented is made anew by each run of this file; so is its fingerprint. */
  const presented = async () => {
    const { stdout } = await run('fetch', harbor, '--json');
    return v.parse(schemas['ca-fetch'], JSON.parse(stdout)) as CaFetchDocument;
  };

  it('fetch prints the certificate alone on stdout, and on stderr whom to compare it with', async () => {
    const { stdout, stderr: told, exit } = await run('fetch', harbor);
    const stderr = flat(told);
    expect(exit, stderr).toBe(0);
    const certificate = new X509Certificate(stdout);
    expect(certificate.subject).toBe(issuing.subject);
    expect(stdout).toMatch(/^-----BEGIN CERTIFICATE-----\n[^-]*-----END CERTIFICATE-----\n$/);
    expect(stderr).toContain(`SHA-256 ${certificate.fingerprint256}`);
    expect(stderr).toContain('This engine refuses it');
    expect(stderr).toContain(`--accept ${certificate.fingerprint256}`);
    expect(await installed()).toBeNull();
  });

  it('fetch --json holds the whole chain', async () => {
    const document = await presented();
    expect(document).toMatchObject({ host: harbor, trusted: false, proxy: null });
    expect(document.certificates.map(({ role }) => role)).toEqual(['server', 'intermediate']);
    expect(document.certificates[1]?.sha256).toBe(document.anchor);
  });

  it('fetch says whom to ask where the server presents nothing but itself', async () => {
    const { stdout, stderr, exit } = await run('fetch', leafOnly);
    expect(stdout).toBe('');
    expect(stderr).toContain('CN=Corp Root');
    expect(exit).toBe(1);
  });

  it('add takes what was accepted, proves it, and the second time changes nothing', async () => {
    const { anchor } = await presented();
    const argv = ['add', harbor, '--from-server', '--accept', (anchor ?? '').replaceAll(':', '')];
    const { exit, stderr, stdout } = await run(...argv);
    expect(exit, stderr).toBe(0);
    expect(new X509Certificate((await installed()) ?? '').fingerprint256).toBe(anchor);
    expect(stderr).toContain('is now trusted');
    expect(stdout).toContain(`/etc/docker/certs.d/${harbor}/ca.crt`);
    expect((await run(...argv)).stdout).toContain('Nothing to change');
    expect((await presented()).trusted).toBe(true);
  });

  it.each([
    [[], 78, '--accept'],
    [['--accept', 'ab'.repeat(32)], 78, 'does not present'],
    [['--accept', 'abc'], 64, 'not a SHA-256'],
    [['--file', 'x.pem'], 64, 'either --file FILE or --from-server'],
  ])('add --from-server %j ends with %i', async (more, code, said) => {
    const { exit, stderr } = await run('add', harbor, '--from-server', ...more);
    expect(stderr).toContain(said);
    expect(exit).toBe(code);
    expect(await installed()).toBeNull();
  });

  it('add --check shows what would be done', async () => {
    const { anchor } = await presented();
    const argv = ['add', harbor, '--from-server', '--accept', anchor ?? '', '--check'];
    const { exit, stdout } = await run(...argv, '--detailed-exitcode');
    expect(stdout).toContain('Would change 1 file');
    expect(exit).toBe(2);
    expect(await installed()).toBeNull();
  });

  it('add --file takes any form and writes PEM, and remove takes it away again', async () => {
    const file = join(root, 'harbor.der');
    await writeFile(file, authority.der);
    const added = await run('add', harbor, '--file', file);
    expect(added.exit, added.stderr).toBe(0);
    expect(added.stderr).toContain(`dockcfg doctor --root ${root} ${harbor}`);
    expect(await installed()).toBe(authority.pem);
    const removed = await run('remove', harbor);
    expect(removed.exit, removed.stderr).toBe(0);
    expect(await installed()).toBeNull();
    expect((await run('remove', harbor, '--json')).stdout).toContain('"changed": false');
  });

  it('add warns where the certificate will not help', async () => {
    const { port } = await world.registry({
      name: 'elsewhere.test',
      tls: { kind: 'expired', authority },
    });
    await put('etc/hosts', world.hostsFile());
    const host = `elsewhere.test:${port}`;
    const { stdout } = await run('fetch', host, '--json');
    const { certificates } = JSON.parse(stdout) as CaFetchDocument;
    const sha256 = certificates[0]?.sha256 ?? '';
    const { stderr } = await run('add', host, '--from-server', '--accept', sha256);
    expect(stderr).toContain('would still refuse it');
    expect(stderr).toContain('expired');
  });

  it('list shows what is read, what is not, and why', async () => {
    await put(`etc/docker/certs.d/${harbor}/ca.crt`, authority.pem);
    await put(`etc/docker/certs.d/${harbor}/old.pem`, authority.pem);
    await put('etc/docker/certs.d/leaf.example:443/ca.crt', authority.pem);
    const stdout = flat((await run('list')).stdout);
    expect(stdout).toContain('ca.crt (CA): read');
    expect(stdout).toContain('old.pem (file): not read');
    expect(stdout).toContain('rename it to end in .crt');
    expect(stdout).toContain('not for those named leaf.example/');
    expect(stdout).toContain(`SHA-256 ${authority.certificate.fingerprint256}`);
    const one = await run('list', harbor, '--json');
    const document = v.parse(schemas['ca-list'], JSON.parse(one.stdout)) as CaListDocument;
    expect(document.directories.map(({ host }) => host)).toEqual([harbor]);
    const slip = await run('list', harbor.replace('harbor', 'habor'));
    expect(slip.stderr).toContain(`Did you mean ${harbor}?`);
  });

  it('list fits 40 columns and speaks Chinese', async () => {
    await put(`etc/docker/certs.d/${harbor}/ca.crt`, authority.pem);
    const env = { LANG: 'zh_CN.UTF-8', COLUMNS: '40' };
    const { stdout } = await runRecorded(['ca', 'list', '--root', root], { real: true, env });
    expect(stdout).toContain('会读取');
    expect(stdout).toContain('有效期');
  });

  it('add asks a person, and does nothing on no', async () => {
    const argv = [main, 'ca', 'add', harbor, '--from-server', '--root', root];
    await using refused = openPty({ argv, columns: 120 });
    await refused.see('Trust CN=Corp Root Issuing');
    refused.press(keys.enter);
    expect(await refused.exit).toBe(78);
    expect(await installed()).toBeNull();
    await using agreed = openPty({ argv, columns: 120 });
    await agreed.see('Trust CN=Corp Root Issuing');
    agreed.press(keys.down + keys.enter);
    expect(await agreed.exit).toBe(0);
    expect(await installed()).toContain('BEGIN CERTIFICATE');
  });
});
