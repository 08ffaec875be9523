import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { image, startWorld, type World } from '../../world/world.ts';
import { keys, openPty } from '../pty.ts';

const main = join(import.meta.dirname, '../../../src/main.ts');

/** Consent at a real terminal: a registry that speaks plain HTTP, on a host that is a folder. */
describe('doctor --fix asks', () => {
  let world: World;
  let folder: string;
  let root: string;
  let host: string;

  beforeAll(async () => {
    world = await startWorld();
    const plain = await world.registry({
      name: 'plain.example',
      images: [image({ repo: 'app' })],
    });
    host = `plain.example:${plain.port}`;
    folder = await mkdtemp(join(tmpdir(), 'dockcfg-consent-'));
  });
  afterAll(async () => {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    root = join(folder, 'host');
    await rm(root, { recursive: true, force: true });
    const files = {
      'etc/os-release': 'ID=debian\n',
      'etc/hosts': world.hostsFile(),
      'etc/docker/daemon.json': '{}\n',
      'usr/bin/dockerd': '',
      'var/lib/dpkg/status':
        'Package: docker-ce\nStatus: install ok installed\nVersion: 5:28.5.2-1\n',
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  });

  const doctor = (...more: string[]) =>
    openPty({ argv: [main, 'doctor', '--root', root, `${host}/app`, '--fix', ...more], rows: 80 });
  const daemonJson = () => readFile(join(root, 'etc/docker/daemon.json'), 'utf8');

  it('before it loosens security, even with --yes; and leaves it at a no', async () => {
    await using pty = doctor('--yes');
    await pty.see('This loosens security:');
    await pty.see('? Do you agree?');
    pty.press(keys.enter);
    expect(await pty.exit).toBe(1);
    expect(pty.screen().replaceAll(/\s+/g, ' ')).toContain(`--accept DC2017=${host}`);
    expect(await daemonJson()).toBe('{}\n');
  }, 60_000);

  it('once for that, once for the whole; then it is done and checked again', async () => {
    await using pty = doctor();
    await pty.see('? Do you agree?');
    pty.press(`${keys.down}${keys.enter}`);
    await pty.see('? Carry out these remedies?');
    expect(pty.screen()).toContain('+  "insecure-registries"');
    pty.press(`${keys.down}${keys.enter}`);
    expect(await pty.exit, pty.screen()).toBe(0);
    expect(pty.screen()).toContain('Repaired: DC2017');
    expect(await daemonJson()).toContain(host);
  }, 60_000);

  it('nothing where it was agreed to on the command line', async () => {
    await using pty = doctor('--yes', '--accept', `DC2017=${host}`);
    expect(await pty.exit, pty.screen()).toBe(0);
    expect(pty.screen()).not.toContain('?');
    expect(await daemonJson()).toContain(host);
  }, 60_000);
});
