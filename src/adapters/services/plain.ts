import type { ServiceState } from '../../ports/services.ts';

/** What managers without systemd's memory can say: it runs, or it does not. */
export function plainState(running: boolean | null, enabled: boolean | null): ServiceState {
  const active = running === null ? 'unknown' : running ? 'active' : 'inactive';
  return {
    active,
    sub: '',
    result: '',
    enabled,
    masked: false,
    mainPid: null,
    startedAt: null,
  };
}

/** A restart waits for the containers to stop, as under systemd. */
export const plainDeadlineMs = 300_000;
