import { Failure } from '../../domain/failure.ts';
import type { EngineView } from '../../domain/view.ts';
import { foresee } from '../../engine/view/profile.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { planFor } from '../commands/applying.ts';

/**
 * A run that takes what is broken, misspelt or in conflict as it was evidently meant, where that can
 * be told: what that changes stands in the preview, like everything else.
 */
export function withRepair(run: Run, host: Host): Run {
  return meantView(run, host) === null ? run : repairing(run);
}

/** What there is, and how it was evidently meant. */
export function standing(
  run: Run,
  host: Host,
): { readonly view: EngineView; readonly meant: EngineView; readonly isUndecided: boolean } {
  const view = viewOf(host.facts, 'files');
  const meant = meantView(run, host);
  return { view, meant: meant ?? view, isUndecided: meant === null };
}

/** Null where it cannot be told. */
function meantView(run: Run, host: Host): EngineView | null {
  try {
    return foresee(host.facts, {}, planFor(repairing(run), host, {})).view;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

function repairing(run: Run): Run {
  return { ...run, options: run.options.withFlag('repair') };
}
