/** Gives a page's commands to dockcfg, as a reader would, on hosts that are folders. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { runProgram } from '../../src/ui/cli/run.ts';
import { type Ran, recordedOutside } from '../ui/outside.ts';
import { rootAuthority } from '../world/certificates/authority.ts';
import type { CommandLine } from './command-lines.ts';
import { plant, trees } from './trees.ts';

/** A reader with a working folder, a host, and the files that the pages speak of. */
export interface Reader extends AsyncDisposable {
  keep(name: string, text: string): Promise<void>;
  type(line: Pick<CommandLine, 'argv' | 'into'>): Promise<Ran>;
}

export async function reader(): Promise<Reader> {
  const folder = await mkdtemp(join(tmpdir(), 'dockcfg-docs-'));
  const root = join(folder, 'host');
  const places = new Map([
    ['/mnt/el7', join(folder, 'el7')],
    ['/mnt/image', join(folder, 'image')],
  ]);
  await plant(trees.dockerCe, root);
  await plant(trees.dockerCe, join(folder, 'image'));
  await plant(trees.el7, join(folder, 'el7'));
  const files = {
    'corp-ca.pem': rootAuthority('Example Corp Root CA').pem,
    'harbor-ca.pem': rootAuthority('Harbor CA').pem,
    'inspection-root.pem': rootAuthority('Example Inspection Root').pem,
    'proxy-password': 'p@ss word\n',
    pw: 'p@ss word\n',
  };
  const keep = (name: string, text: string) => writeFile(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) await keep(name, text);
  const env = { LANG: 'en_US.UTF-8', DOCKCFG_ROOT: root };
  return {
    keep,
    async type({ argv, into }) {
      const words = argv.map((word) => places.get(word) ?? word);
      const ran = await run(words, { env, folder });
      // Whatever lies outside of the working folder is not ours to write.
      if (into !== null && !isAbsolute(into)) await keep(into, ran.stdout);
      return ran;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** In this process, with the ports and files of this machine, as if started in the folder. */
async function run(
  argv: readonly string[],
  { env, folder }: { env: { readonly [name: string]: string }; folder: string },
): Promise<Ran> {
  const recorded = recordedOutside({ real: true, env });
  const { readFile: read } = recorded.outside;
  const outside = {
    ...recorded.outside,
    readFile: (path: string, named: Parameters<typeof read>[1]) =>
      read(named.beside === null && !isAbsolute(path) ? join(folder, path) : path, {
        ...named,
        beside: named.beside === null ? null : join(folder, named.beside),
      }),
  };
  const exit = await runProgram({ argv, outside, version: '0.0.0' });
  await new Promise(setImmediate);
  return { exit, stdout: recorded.stdout(), stderr: recorded.stderr() };
}
