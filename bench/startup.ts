import { type Timing, timeAgainstEmpty } from './processes.ts';

/** The promise: asking for the version or for help costs at most this many empty starts. */
export const budget = 1.3;

/** How long `--version` and `--help` take, as multiples of an empty Node. */
export function measureStartup(rounds = 60): Timing[] {
  return timeAgainstEmpty(
    [
      { name: 'dockcfg --version', argv: ['bin/dockcfg.js', '--version'], budget },
      { name: 'dockcfg --help', argv: ['bin/dockcfg.js', '--help'], budget },
    ],
    rounds,
  );
}
