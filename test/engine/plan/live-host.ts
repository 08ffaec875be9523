import type { DesiredState } from '../../../src/domain/desired.ts';
import type { EngineInfo, RunningContainer } from '../../../src/domain/facts.ts';
import type { PlanOptions } from '../../../src/engine/plan/plan.ts';
import type { HostOptions, Tree } from '../host.ts';
import { planOn } from './host.ts';

interface Live {
  readonly info?: Partial<EngineInfo> | null;
  readonly active?: string;
  readonly enabled?: boolean;
  readonly argv?: readonly string[];
  readonly containers?: readonly RunningContainer[];
  readonly reload?: boolean;
  readonly masked?: boolean;
}

/** A running host, as its manager and its engine tell of it. */
function live(state: Live = {}): HostOptions {
  const { info = {}, active = 'active', enabled = true, containers, reload = false } = state;
  const show = `Id=docker.service
LoadState=${state.masked ? 'masked' : 'loaded'}
ActiveState=${active}
SubState=x
UnitFileState=${enabled ? 'enabled' : 'disabled'}
NeedDaemonReload=${reload ? 'yes' : 'no'}
MainPID=${info ? 7 : 0}
`;
  return {
    running: {
      ...(info ? { info: { containersRunning: containers?.length ?? 0, ...info } } : {}),
      ...(containers ? { containers } : {}),
      commands: { 'systemctl show': show, '/usr/bin/dockerd --version': 'Docker version 28.5.2' },
    },
  };
}

/** The plan for a running host. */
export const on = (
  tree: Tree,
  desired: DesiredState,
  state: Live = {},
  options: Partial<PlanOptions> = {},
) => {
  const argv = state.argv ?? ['/usr/bin/dockerd', '-H', 'fd://'];
  const process = { '/proc/7/cmdline': `${argv.join('\0')}\0`, '/proc/7/environ': 'PATH=/bin\0' };
  return planOn({ ...process, ...tree }, desired, { ...live(state), ...options });
};
