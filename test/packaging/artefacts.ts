/** What a test installs: built for this machine's architecture, and packed without squeezing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArchive } from '../../packaging/archive.ts';
import { buildDebian } from '../../packaging/debian.ts';
import { buildStandalone } from '../../packaging/standalone.ts';
import { sha256 } from '../../packaging/sums.ts';
import { type Architecture, architectures } from '../../packaging/toolbox.ts';

export interface Artefacts extends AsyncDisposable {
  readonly folder: string;
  readonly architecture: Architecture;
  readonly executable: string;
  readonly sum: string;
  archive(): Promise<string>;
  debian(): Promise<string>;
}

export async function buildArtefacts(): Promise<Artefacts> {
  const architecture = architectures.find((each) => each === process.arch);
  if (architecture === undefined) throw new Error(`nothing is built for ${process.arch}`);
  const folder = await mkdtemp(join(tmpdir(), 'dockcfg-artefacts-'));
  const [executable = ''] = await buildStandalone(folder, [architecture]);
  return {
    ...{ folder, architecture, executable, sum: await sha256(executable) },
    archive: () => buildArchive(folder, architecture, executable),
    debian: () => buildDebian(folder, { architecture, executable }, { compression: 'none' }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
