import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localLayout, stage } from './stage.ts';
import { type Architecture, readManifest, run, sourceDate } from './toolbox.ts';

/**
 * Builds `OUT/dockcfg-VERSION-linux-ARCH.tar.gz`, to be unpacked into /usr/local:
 * `tar --strip-components=1 -C /usr/local -xzf …`.
 */
export async function buildArchive(
  out: string,
  architecture: Architecture,
  executable: string,
): Promise<string> {
  const { version } = await readManifest();
  const name = `dockcfg-${version}-linux-${architecture}`;
  const work = await mkdtemp(join(tmpdir(), 'dockcfg-archive-'));
  try {
    await stage(join(work, name), executable, localLayout);
    const file = join(out, `${name}.tar.gz`);
    const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mode=u+rw,go=rX'];
    const time = `--mtime=@${await sourceDate()}`;
    await run('tar', [
      '-C',
      work,
      ...same,
      time,
      '--use-compress-program=gzip -n',
      '-cf',
      file,
      name,
    ]);
    return file;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
