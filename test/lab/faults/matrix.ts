/** Which fault is tried on which engine, and how all engines get their work done side by side. */
import type { EngineId } from './engines.ts';
import { engineIds } from './engines.ts';

type Trial = { readonly engines?: readonly EngineId[]; slow?: true };

/** DOCKCFG_MATRIX=full tries everything everywhere; otherwise CI's share. */
const full = process.env.DOCKCFG_MATRIX === 'full';

/**
 * The trials of one engine. CI's share is each on two of its engines, in turn, so that every engine
 * has work of every kind; those that wait for silence on one.
 */
export function trialsOn<T extends Trial>(trials: readonly T[], engine: EngineId): T[] {
  return trials.filter((trial, index) => {
    const possible = engineIds.filter((id) => !trial.engines || trial.engines.includes(id));
    if (full) return possible.includes(engine);
    const share = trial.slow ? 1 : 2;
    const turns = Array.from(
      { length: share },
      (_, turn) => possible[(index + turn * 2) % possible.length],
    );
    return turns.includes(engine);
  });
}
