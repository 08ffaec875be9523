import type { DesiredState } from '../../domain/desired.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { Plan } from '../../domain/plan.ts';
import type { EngineView } from '../../domain/view.ts';
import { overlay } from '../plan/overlay.ts';
import { filesOf } from '../transact/write.ts';
import { viewOf } from './view.ts';

export interface Foreseen {
  /** the host with the files of the plan */
  readonly facts: HostFacts;
  readonly view: EngineView;
}

/**
 * What pulls would go by once a plan is carried out and the engine has read everything anew: a
 * configuration that can be judged before it is applied.
 */
export function foresee(facts: HostFacts, desired: DesiredState, plan: Plan): Foreseen {
  const after = overlay(facts, filesOf(plan));
  const files = viewOf(after, 'files');
  return { facts: after, view: { ...files, of: 'profile', systemTrust: trusted(files, desired) } };
}

/** The bundle is made anew from the folder that the plan writes to, after the files are there. */
function trusted({ systemTrust }: EngineView, desired: DesiredState): EngineView['systemTrust'] {
  const added = desired['system-ca'] ?? [];
  if (added.length === 0) return systemTrust;
  const { path, pem } = systemTrust ?? { path: '/etc/ssl/certs/ca-certificates.crt', pem: '' };
  return { path, pem: [pem, ...added].join('\n') };
}
