/** Which flags an engine takes on its command line: asked of the engine itself. */
import { engineKeys, ignoredNames, refusedNames } from '../../../src/domain/engine-keys.ts';
import type { LabHost } from '../host.ts';

export type FlagTable = Readonly<Record<string, 'known' | 'refused'>>;

/** Every name that our own table has anything to say about, and some that people write. */
export const flagCandidates: readonly string[] = [
  ...engineKeys.flatMap(({ key, flag }) => (flag ? [key, flag] : [key])),
  ...ignoredNames.map(({ name }) => name),
  ...refusedNames,
  ...['help', 'version', 'validate', 'daemon', 'exec-driver', 'http-proxy', 'https-proxy'],
  ...['registry-miror', 'insecure-registrys', 'mirror', 'proxy', 'data-dir', 'pprof', 'install'],
]
  .filter((name, index, all) => all.indexOf(name) === index)
  .toSorted();

/** A flag is read before `--help` is obeyed, so that no engine starts. */
export async function drawFlags(host: Pick<LabHost, 'run'>): Promise<FlagTable> {
  const script =
    'for name; do dockerd --$name=1 --help 2>&1 | grep -q "^.*unknown flag: --$name$" && echo $name; done; :';
  const { stdout } = await host.run(['sh', '-c', script, 'sh', ...flagCandidates], {
    timeout: 120_000,
  });
  const refused = new Set(stdout.split('\n'));
  if (!refused.has('registry-miror')) throw new Error(`no flag was refused: ${stdout}`);
  return Object.fromEntries(
    flagCandidates.map((name) => [name, refused.has(name) ? 'refused' : 'known']),
  );
}
