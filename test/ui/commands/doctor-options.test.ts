import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DoctorDocument } from '../../../src/domain/documents.ts';
import { type RecordedOptions, runRecorded } from '../outside.ts';
import { companyHost } from './company-host.ts';

/** What the doctor tells of, and of which host: on a folder, in a network on loopback. */
describe('doctor', () => {
  const host = companyHost();

  const run = (argv: readonly string[], options: RecordedOptions = {}) =>
    runRecorded([...argv, '--root', host.root], { real: true, ...options });
  const app = () => `${host.company.harbor}/team/app:1.0`;
  const doctor = async (...argv: string[]) => {
    const ran = await run(['doctor', ...argv, '--json']);
    const document = JSON.parse(ran.stdout) as DoctorDocument;
    return { ...ran, document, codes: document.findings?.map(({ code }) => code) };
  };

  it('tells only of what it is asked for', async () => {
    const { codes, document, exit } = await doctor(app(), '--only', 'dc5004');
    expect(codes).toEqual(['DC5004']);
    expect(document.checks.filter(({ state }) => state !== 'skipped')).toHaveLength(1);
    expect(exit).toBe(0);
  });

  it('leaves out what is ignored, for the subjects that match', async () => {
    const all = await doctor(app());
    expect(all.codes).toContain('DC2001');
    const one = await doctor(app(), '--ignore', 'DC2001=harbor.*');
    expect(one.codes).not.toContain('DC2001');
    expect(one.codes).toContain('DC5004');
    const other = await doctor(app(), '--ignore', 'DC2001=other.*');
    expect(other.codes).toEqual(all.codes);
  });

  it('judges a profile before it is applied, and writes nothing', async () => {
    const before = await readFile(join(host.root, 'etc/docker/daemon.json'), 'utf8');
    const now = await doctor('nginx', app());
    expect(now.exit).toBe(1);
    const then = await doctor('nginx', app(), '--profile', host.profile);
    expect(then.document.routes.map(({ prediction }) => prediction.outcome)).toEqual([
      'pulled',
      'pulled',
    ]);
    expect(then.exit, then.stderr).toBe(0);
    expect(await readFile(join(host.root, 'etc/docker/daemon.json'), 'utf8')).toBe(before);
  });

  it('explains the way that an image would take with a profile', async () => {
    const { stdout } = await run(['explain', 'nginx', '--profile', host.profile, '--json']);
    expect(JSON.parse(stdout).endpoints[0].url).toBe(`https://${host.company.mirror}`);
  });

  it('judges again elsewhere what it has saved', async () => {
    const file = join(host.folder, 'evidence.json');
    const seen = await doctor(app(), '--save-evidence', file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await doctor('--from-evidence', file);
    expect(again.document).toEqual(seen.document);
    expect(again.exit).toBe(seen.exit);
    const selected = await doctor('--from-evidence', file, '--only', 'DC5004');
    expect(selected.codes).toEqual(['DC5004']);
  });

  it('writes no evidence over another file', async () => {
    const file = join(host.folder, 'taken');
    await writeFile(file, 'mine');
    const { exit, stderr } = await run(['doctor', app(), '--save-evidence', file]);
    expect(exit).toBe(73);
    expect(stderr).toContain(file);
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('waits until the host is healthy', async () => {
    const late = setTimeout(() => {
      void run(['apply', host.profile]);
    }, 300);
    const { exit, stderr } = await run(['doctor', app(), '--wait-for', 'healthy']);
    clearTimeout(late);
    expect(exit, stderr).toBe(0);
    expect(stderr).toContain('Not yet');
  });

  it('gives up waiting when the deadline is near, with what it saw last', async () => {
    const env = { LANG: 'en_US.UTF-8', DOCKCFG_DEADLINE: '1s' };
    const { exit, stdout } = await run(['doctor', app(), '--wait-for', 'healthy', '--json'], {
      env,
      remainingMs: 1_000,
    });
    expect(exit).toBe(75);
    expect(JSON.parse(stdout).schema).toBe('dockcfg/doctor/1');
  });

  it.each([
    [['--only', 'DC9999'], 64, 'DC9999'],
    [['--ignore', 'harbor'], 64, '--ignore'],
    [['--fix', '--profile', 'p.json5'], 64, '--profile and --fix'],
    [['--fix', '--from-evidence', 'e.json'], 64, '--from-evidence and --fix'],
    [['--from-evidence', 'missing.json'], 65, 'There is no file missing.json'],
    [['--profile', 'missing.json5'], 65, 'There is no file missing.json5'],
    [['--wait-for', 'godot'], 64, 'healthy'],
  ])('%j ends with %i', async (argv, code, said) => {
    const { exit, stderr } = await run(['doctor', ...argv]);
    expect(stderr).toContain(said);
    expect(exit).toBe(code);
  });

  it('takes no other text for evidence', async () => {
    const file = join(host.folder, 'other.json');
    await writeFile(file, '{"schema": "dockcfg/doctor/1"}');
    const { exit, stderr } = await run(['doctor', '--from-evidence', file]);
    expect(exit).toBe(65);
    expect(stderr).toContain('--save-evidence');
  });

  it('names of a pasted error only what it finds, and says what it is not', async () => {
    const error = `Error response from daemon: Get "https://${host.company.harbor}/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`;
    const { document, stdout } = await doctor('--from-error', error);
    expect(document.routes.map(({ image }) => image)).toEqual([
      expect.stringContaining(host.company.harbor),
    ]);
    const states = Object.fromEntries(
      (document.suspicions ?? []).map(({ code, state }) => [code, state]),
    );
    expect(states).toMatchObject({ DC2001: 'found', DC2003: 'excluded' });
    expect(JSON.parse(stdout).findings[0].code).toBe('DC2001');
    const { stdout: text } = await run(['doctor', '--from-error', error]);
    expect(text).toContain('found: DC2001');
    expect(text).toContain('ruled out: DC2003');
  });

  it('has nothing to say of an error that nobody knows', async () => {
    const { document, stderr } = await doctor(
      '--from-error',
      'it does not work',
      '--host',
      host.company.harbor,
    );
    expect(document.suspicions, stderr).toEqual([]);
  });

  it('ends in the same way in every form', async () => {
    const forms = ['human', 'json', 'ndjson', 'short', 'markdown', 'junit', 'html'];
    for (const [argv, code] of [
      [[app()], 1],
      [[app(), '--fail-on', 'never'], 0],
      [[app(), '--only', 'DC9999'], 64],
      [['Not-An-Image'], 65],
    ] as const) {
      for (const form of forms) {
        const { exit } = await run(['doctor', ...argv, '--format', form]);
        expect(exit, `${argv.join(' ')} as ${form}`).toBe(code);
      }
    }
    const failed = await run(['doctor', 'Not-An-Image', '--format', 'json']);
    expect(JSON.parse(failed.stdout)).toMatchObject({ schema: 'dockcfg/error/1', exit: 65 });
  });

  it('apply waits for the network only', async () => {
    const { exit, stderr } = await run(['apply', host.profile, '--wait-for', 'healthy']);
    expect(exit).toBe(64);
    expect(stderr).toContain('network');
    const tree = await run(['apply', host.profile, '--wait-for', 'network']);
    expect(tree.exit).toBe(0);
  });
});
