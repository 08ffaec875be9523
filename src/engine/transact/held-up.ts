import type { TransactContext } from './context.ts';

type Context = Pick<TransactContext, 'ports'>;

/**
 * The unit that this program is part of, where the engine's unit waits for it: one ordered before
 * the engine at a first boot, or the engine's own (ExecStartPre=). An order to the engine would
 * then wait for the very program that gave it.
 * @returns null in the ordinary case; asks nobody where this is no service
 */
export async function heldUpBy({ ports }: Context, unit: string): Promise<string | null> {
  const { state } = await ports.files.snapshot('/proc/self/cgroup');
  const own = state.kind === 'file' ? serviceIn(new TextDecoder().decode(state.bytes)) : null;
  if (own === null || own === unit) return own;
  return (await ports.services.holdsUp(own, unit)) ? own : null;
}

/** The innermost service of systemd's own hierarchy (`man 7 cgroups`, /proc/PID/cgroup). */
function serviceIn(cgroups: string): string | null {
  const line = cgroups
    .split('\n')
    .find((each) => /^(?:0:|\d+:name=systemd):.*\.service/.test(each));
  return line?.split('/').findLast((part) => part.endsWith('.service')) ?? null;
}
