/** What people download. That it runs where there is no Node is shown in test/lab/standalone.test.ts. */
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildArchive } from '../../packaging/archive.ts';
import { buildDebian } from '../../packaging/debian.ts';
import { buildStandalone } from '../../packaging/standalone.ts';
import { architectures } from '../../packaging/toolbox.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockcfg-packaging-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the executables', () => {
  /** elf(5), e_machine */
  const machines = { x64: 62, arm64: 183 };
  let files: readonly string[];

  beforeAll(async () => {
    files = await buildStandalone(folder);
  });

  test.for(architectures)('the one for %s is for that processor, and stripped', async (name) => {
    const file = files[architectures.indexOf(name)] ?? '';
    const handle = await open(file);
    const { buffer } = await handle.read(Buffer.alloc(20), 0, 20, 0);
    await handle.close();
    expect(buffer.readUInt16LE(18)).toBe(machines[name]);
    const { stdout } = await execa('/usr/bin/readelf', ['--wide', '--sections', file]);
    expect(stdout).not.toMatch(/\.symtab|\.debug_info/);
  });

  test.for(architectures)('the one for %s starts the program, not Node', async (name) => {
    const bytes = await readFile(files[architectures.indexOf(name)] ?? '');
    expect(bytes.includes('NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1')).toBe(true);
    // What stands in templates/ travels inside.
    expect(bytes.includes('Put back Docker configuration that dockcfg was changing')).toBe(true);
  });

  test('the sums beside them are theirs', async () => {
    const { stdout } = await execa('/usr/bin/sha256sum', ['--check', 'SHA256SUMS'], {
      cwd: folder,
    });
    expect(stdout.split('\n')).toEqual(['dockcfg-linux-arm64: OK', 'dockcfg-linux-x64: OK']);
  });
});

describe('around the executable', () => {
  let executable: string;

  beforeAll(async () => {
    executable = join(folder, 'program');
    await writeFile(executable, '#!/bin/sh\n', { mode: 0o755 });
  });

  test('the same source makes the same archive, to the byte', async () => {
    const build = async (name: string) => {
      const out = join(folder, name);
      await mkdir(out);
      return readFile(await buildArchive(out, 'x64', executable));
    };
    expect((await build('once')).equals(await build('twice'))).toBe(true);
  });

  test('the Debian package says what it needs, and belongs to root', async () => {
    const built = { architecture: 'arm64', executable } as const;
    const file = await buildDebian(folder, built, { compression: 'none' });
    const { stdout: fields } = await execa('/usr/bin/dpkg-deb', ['--field', file]);
    expect(fields).toContain('Architecture: arm64');
    expect(fields).toContain('Depends: libc6 (>= 2.28)');
    const { stdout: list } = await execa('/usr/bin/dpkg-deb', ['--contents', file]);
    const lines = list.split('\n');
    expect(lines.filter((line) => !line.includes(' root/root '))).toEqual([]);
    expect(list).toMatch(/^-rwxr-xr-x .* \.\/usr\/bin\/dockcfg$/m);
    expect(list.match(/(?<=^-rw-r--r-- .*)[^/]+\.(service|timer)$/gm)?.sort()).toEqual([
      'dockcfg-apply.service',
      'dockcfg-apply.timer',
      'dockcfg-drift.service',
      'dockcfg-drift.timer',
    ]);
  });
});
