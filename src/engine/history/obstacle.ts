import type { HostFacts } from '../../domain/facts.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import type { TransactionRecord } from '../../ports/journal.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { currentOf } from '../placement/current.ts';
import { refusedIn } from '../plan/existing.ts';
import { overlay } from '../plan/overlay.ts';
import { at } from '../plan/words.ts';
import { said } from '../transact/words.ts';
import { filesOf } from '../transact/write.ts';

/**
 * Why the engine would not start with the daemon.json that a plan puts back: it was broken before
 * somebody repaired it. Null where it would, or the plan leaves that file alone.
 */
export function obstacleTo(
  plan: Plan,
  { shown }: Pick<TransactionRecord, 'shown'>,
  facts: HostFacts,
): Said | null {
  const path = facts.layout.daemonJson;
  const files = filesOf(plan);
  if (!files.some((change) => change.path === path)) return null;
  const after = overlay(facts, files);
  const document = daemonDocument(after);
  if (document.kind === 'broken') return joined(at(path, document), document.reason);
  // an engine that ran with it knows better than a table of its keys
  const [refused] = shown === null ? refusedIn(currentOf(after)) : [];
  return refused ? joined(at(path, document.at(refused.path)), refused.problem) : null;
}

/** A plan that says what the engine will make of the file. */
export function withObstacle(plan: Plan, obstacle: Said | null): Plan {
  if (obstacle === null) return plan;
  return { ...plan, warnings: [...plan.warnings, said.startsNoMore(firstLine(obstacle))] };
}

/** A plan of which the engine is told nothing; nobody is sent to restart one that would not start. */
export function leftAlone(plan: Plan, obstacle: Said | null): Plan {
  const required = obstacle === null ? (plan.required ?? plan.action) : 'none';
  return withObstacle({ ...plan, action: 'none', required, disruption: noDisruption }, obstacle);
}

const noDisruption = { containersStopped: 0, names: [] };

/** Without the excerpt of the file that follows. */
function firstLine(text: Said): Said {
  const first = (language: keyof Said) => text[language].split('\n', 1)[0] ?? '';
  return { en: first('en'), 'zh-CN': first('zh-CN') };
}

function joined(place: Said, reason: Said): Said {
  return {
    en: `${place.en}: ${reason.en}`,
    'zh-CN': `${place['zh-CN']}：${reason['zh-CN']}`,
  };
}
