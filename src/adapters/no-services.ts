import type { Services } from '../ports/services.ts';
import { plainState } from './services/plain.ts';

/** A tree that is not running, or an engine nobody manages: nothing is known, nothing is done. */
export function createNoServices(): Services {
  return {
    state: async () => plainState(null, null),
    act: async (verb, unit) => `${verb} ${unit}: no service manager`,
    holdsUp: async () => false,
    logEnd: async (now) => ({ at: now, cursor: null }),
    journal: async () => [],
  };
}
