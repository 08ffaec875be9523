/** Which trial is made on which engine: all of them everywhere, or CI's share. */
import type { EngineId } from './engines.ts';
import { engineIds } from './engines.ts';

type Trial = { readonly engines?: readonly EngineId[] };

/** DOCKCFG_MATRIX=full tries everything everywhere; otherwise CI's share. */
const full = process.env.DOCKCFG_MATRIX === 'full';

/**
 * The trials of one engine. In CI's share each trial has one engine, by its place in the list, so
 * that nothing is left out, every engine has work of every kind, and each run is like the last.
 */
export function trialsOn<T extends Trial>(trials: readonly T[], engine: EngineId): T[] {
  return trials.filter(({ engines = engineIds }, index) =>
    full ? engines.includes(engine) : engines[index % engines.length] === engine,
  );
}
