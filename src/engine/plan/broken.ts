import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { FileChange } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import { type BrokenDaemonJson, editDaemonJson } from '../../formats/daemon-json.ts';
import { fileChange } from '../../targets/change.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { damagedFlags, repairFlag } from '../../targets/flag-damage.ts';
import type { Repair } from './existing.ts';
import { overlay } from './overlay.ts';
import { at, said } from './words.ts';

/**
 * The changes that make a broken daemon.json readable again, and damaged flags ones that the
 * engine takes.
 * @returns nothing when there is nothing to repair
 * @throws Failure needsDecision with the place and the reason, unless the one sensible reading is
 * accepted by `repair`
 */
export function repairBroken(facts: HostFacts, repair: Repair): readonly FileChange[] {
  const flags = repairFlags(facts, repair);
  return [...flags, ...repairFile(facts, repair !== 'nothing')];
}

/** Each repair is made on what the one before has left of its file. */
function repairFlags(facts: HostFacts, repair: Repair): readonly FileChange[] {
  const [damaged] = damagedFlags(facts);
  if (!damaged) return [];
  const isAccepted = damaged.loosens ? repair === 'everything' : repair !== 'nothing';
  if (!isAccepted || damaged.repaired === null) {
    const way = damaged.repaired === null ? said.brokenByHand() : said.convertible();
    const place = at(damaged.path, { line: damaged.line });
    throw new Failure('needsDecision', said.existingFatal(place, damaged.problem, way));
  }
  const changes = repairFlag(facts, damaged);
  return changes.length === 0 ? [] : [...changes, ...repairFlags(overlay(facts, changes), repair)];
}

function repairFile(facts: HostFacts, repair: boolean): readonly FileChange[] {
  const document = daemonDocument(facts);
  if (document.kind === 'ok') return repair ? withoutDuplicates(facts, document) : [];
  if (!repair || document.repaired === null) throw brokenFailure(facts, document);
  return fileChange(facts, {
    target: 'daemon-json',
    path: facts.layout.daemonJson,
    content: document.repaired,
    because: [said.repaired()],
  });
}

/** Each key once, with the value that the engine obeys. */
function withoutDuplicates(
  facts: HostFacts,
  document: Extract<ReturnType<typeof daemonDocument>, { kind: 'ok' }>,
): readonly FileChange[] {
  if (document.duplicates.length === 0) return [];
  const tops = [...new Set(document.duplicates.flatMap(({ path }) => path.slice(0, 1)))];
  const edits = tops.flatMap((key) => [
    { path: [key], value: undefined },
    { path: [key], value: document.values[key] },
  ]);
  return fileChange(facts, {
    target: 'daemon-json',
    path: facts.layout.daemonJson,
    content: editDaemonJson(document, edits),
    because: [said.oneOfEach()],
  });
}

function brokenFailure(facts: HostFacts, document: BrokenDaemonJson): Failure {
  const text = said.broken(facts.layout.daemonJson, document, document.reason);
  const way = document.repaired === null ? said.brokenByHand() : said.brokenRepairable();
  const both = (language: keyof Said) => `${text[language]}\n${way[language]}`;
  return new Failure('needsDecision', { en: both('en'), 'zh-CN': both('zh-CN') });
}
