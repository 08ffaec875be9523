/** Many cases on one engine with one store, and what they came to. */
import type { Store, SuiteName } from '../suites.ts';
import type { Verdict } from './compare.ts';
import { compare } from './compare.ts';
import { drawCase } from './generate.ts';
import type { Happening, Rig } from './rig.ts';
import { startRig } from './rig.ts';
import { emptyTally, type Tally } from './tally.ts';

export interface Engine {
  readonly suite: SuiteName;
  readonly store: Store;
}

/** Every engine of the lab with every store it has. */
export const engines: readonly Engine[] = [
  { suite: 'bookworm', store: 'classic' },
  { suite: 'trixie', store: 'classic' },
  { suite: 'trixie', store: 'containerd' },
  { suite: 'forky', store: 'classic' },
  { suite: 'forky', store: 'containerd' },
];

export interface Round extends Engine {
  /** As the engine gives it. */
  readonly version: string;
  readonly tally: Tally;
  /** Of the cases alone, without the lab's coming up. */
  readonly ms: number;
}

/** Told of every case, and may ask its engine further. */
export type Listener = (verdict: Verdict, happening: Happening, rig: Rig) => void | Promise<void>;

/** Draws the cases of these seeds, and holds each against the engine. */
export async function runRound(
  { suite, store }: Engine,
  seeds: readonly number[],
  listen: Listener = () => {},
): Promise<Round> {
  const rig = await startRig(suite, store);
  const tally = emptyTally();
  const begun = performance.now();
  try {
    for (const seed of seeds) {
      const happening = await rig.run(drawCase(seed, rig.traits));
      const verdict = compare(happening);
      tally.add(verdict);
      await listen(verdict, happening, rig);
    }
    const ms = performance.now() - begun;
    return { suite, store, version: await rig.host.version(), tally, ms };
  } finally {
    await rig.stop();
  }
}
