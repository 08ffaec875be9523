import type { HostFacts } from '../../domain/facts.ts';
import type { DiagnosePorts } from '../walk/context.ts';
import { helpersNamed } from './client-seen.ts';

/** Where programs of a login shell are found; a stale helper is in none of them. */
const programDirectories = (home: string) => [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/sbin',
  '/snap/bin',
  `${home}/.local/bin`,
  `${home}/bin`,
];

/** The credential helpers that are named in the client's configuration and not installed. */
export async function missingHelpers(
  facts: HostFacts,
  files: DiagnosePorts['files'],
): Promise<readonly string[]> {
  const found = await Promise.all(
    helpersNamed(facts).map(async (helper) => {
      const states = await Promise.all(
        programDirectories(facts.user.home).map((directory) =>
          files.snapshot(`${directory}/${helper}`),
        ),
      );
      return states.every(({ state }) => state.kind === 'absent') ? [helper] : [];
    }),
  );
  return found.flat();
}
