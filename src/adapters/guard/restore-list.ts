import { hash } from 'node:crypto';
import type { FileState } from '../../domain/facts.ts';
import type { Plan } from '../../domain/plan.ts';

/**
 * What templates/recover.sh puts back, for `read` in a POSIX shell: which service manager must read
 * its units again (`none`: no unit changes), then one file a line, last change first: index, digest
 * after, digest before (`absent` for no file), mode and owner before, and the path, last because it
 * may hold spaces.
 */
export function restoreList(plan: Plan, manager: 'system' | 'user'): string {
  const reloads = plan.changes.some(
    (change) => change.kind === 'effect' && change.effect === 'daemon-reload',
  );
  const files = plan.changes.flatMap((change, index) => {
    if (change.kind !== 'file') return [];
    const { before, after, path } = change;
    return [`${index} ${digest(after)} ${digest(before)} ${ownership(before)} ${path}`];
  });
  return [reloads ? manager : 'none', ...files.reverse(), ''].join('\n');
}

function digest(state: FileState): string {
  return state.kind === 'file' ? hash('sha256', state.bytes) : 'absent';
}

function ownership(state: FileState): string {
  return state.kind === 'file' ? `${state.mode.toString(8)} ${state.uid}:${state.gid}` : '- -';
}
