import type { Trials } from '../../../src/ui/wizard/trials.ts';

/** Trials that find everything in order, but for what a test says. */
export function quietTrials(found: Partial<Trials> = {}): Trials {
  return {
    wayToHub: async () => ({ trouble: null, proxy: null }),
    mirrors: async () => [],
    registry: async () => ({ kind: 'plain' }),
    ways: async () => [],
    objection: () => null,
    now: () => 0,
    ...found,
  };
}
