/** Registry clients that Debian's stable releases do not have: crane and oras, of Debian testing. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { aptMirror } from '../test/lab/apt.ts';
import { cacheDir } from '../test/lab/roots.ts';
import { suites } from '../test/lab/suites.ts';

const packages = ['crane', 'oras'];
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const FIVE_MINUTES = 300_000;

/**
 * The folder with these programs, downloaded once from the archive that this machine's apt uses, and
 * checked by apt against Debian's keys. They are linked against the C library alone.
 *
 * @returns null where they cannot be had: another system, no archive, no keys
 */
export async function peerPrograms(): Promise<string | null> {
  const kept = path.join(cacheDir(), 'peers');
  const programs = path.join(kept, 'usr/bin');
  if (existsSync(programs)) return programs;
  await mkdir(cacheDir(), { recursive: true });
  const work = await mkdtemp(`${kept}-`);
  try {
    await download(work);
    await rename(path.join(work, 'root'), kept);
    return programs;
  } catch (error) {
    console.error(
      `crane and oras cannot be had: ${error instanceof Error ? error.message : error}`,
    );
    return null;
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Brings the packages and unpacks them, with apt's state in a folder of its own. */
async function download(work: string): Promise<void> {
  const sources = path.join(work, 'sources.list');
  const line = `deb [signed-by=${keyring}] ${await aptMirror()} ${suites.forky.name} main\n`;
  await writeFile(sources, line);
  // apt makes neither of them where their folder is not its own.
  for (const folder of ['lists/partial', 'cache/archives/partial']) {
    await mkdir(path.join(work, folder), { recursive: true });
  }
  const settings = {
    'Dir::Etc::SourceList': sources,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': path.join(work, 'lists'),
    'Dir::Cache': path.join(work, 'cache'),
    'APT::Sandbox::User': 'root',
  };
  const own = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const options = { cwd: work, timeout: FIVE_MINUTES };
  await execa('apt-get', ['-q', ...own, 'update'], options);
  await execa('apt-get', ['-q', ...own, 'download', ...packages], options);
  const files = (await readdir(work)).filter((name) => name.endsWith('.deb'));
  for (const file of files) await execa('dpkg-deb', ['-x', file, 'root'], options);
}
