import type { DoctorDocument, DoctorEvent } from '../../domain/documents.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { EngineView } from '../../domain/view.ts';
import { asCallingUser } from '../../engine/doctor/calling-user.ts';
import {
  type DiagnoseOptions,
  type DiagnoseRequest,
  diagnose,
} from '../../engine/doctor/diagnose.ts';
import type { Diagnosis } from '../../engine/doctor/diagnosis.ts';
import { toDocument } from '../../engine/doctor/document.ts';
import { type EngineSight, engineSight } from '../../engine/doctor/engine-sight.ts';
import { type Selection, select } from '../../engine/doctor/select.ts';
import { explainCode } from '../../engine/explain/explain.ts';
import { confirm, type ErrorClues } from '../../engine/explain/from-error.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { watchDoctor } from '../tasks/doctor.ts';

export interface Examination {
  readonly targets: Pick<DiagnoseRequest, 'images' | 'hosts'>;
  /** absent: everything that is found is told */
  readonly selection?: Selection;
  /** whom to ask as, and for what */
  readonly options?: Pick<DiagnoseOptions, 'withCredentials' | 'push'>;
  /** what a pasted error is about */
  readonly clues?: ErrorClues;
  /** a configuration that is not there yet; absent: the host as it is */
  foresee?(facts: HostFacts): { readonly facts: HostFacts; readonly view: EngineView };
  /** gets everything but the end, which is the caller's to tell */
  report(event: DoctorEvent): void;
}

export interface Examined {
  readonly document: DoctorDocument;
  readonly diagnosis: Diagnosis;
}

/** Runs the doctor on a host. Progress goes to stderr, and is gone from it when this returns. */
export async function examineHost(
  run: Run,
  host: Host,
  examination: Examination,
): Promise<Examined> {
  const { terminal, outside } = run;
  const { targets, report } = examination;
  const watcher = watchDoctor(terminal);
  const emit = (event: DoctorEvent) => {
    watcher.see(event);
    if (event.kind !== 'done') report(event);
  };
  const remaining = outside.remainingMs();
  const budget = remaining === null ? {} : { budgetMs: remaining * shareOfDeadline };
  const { options, clues, selection } = examination;
  const request = { ...targets, options: { language: terminal.language, ...budget, ...options } };
  const { ports } = host;
  const looked = { ...(await lookedAt(host, examination)), ports, signal: outside.signal, emit };
  try {
    const diagnosis = await diagnose(request, looked);
    outside.signal.throwIfAborted();
    const examined = examinedOf(run, ports.root, selected(diagnosis, selection));
    return clues ? withSuspicions(run, examined, confirm(clues, diagnosis)) : examined;
  } finally {
    await watcher.close();
  }
}

/** With --deadline, what is known a little before it is still reported. */
const shareOfDeadline = 0.8;

async function lookedAt(
  { facts: gathered, ports }: Host,
  { foresee, options }: Examination,
): Promise<{
  readonly facts: HostFacts;
  readonly sight?: EngineSight | null;
  readonly views: { readonly used: EngineView; readonly files: EngineView };
}> {
  const facts = options?.withCredentials ? await asCallingUser(gathered, ports.files) : gathered;
  if (!foresee) {
    const sight = await engineSight(facts, ports);
    const used = viewOf(sight?.facts ?? facts, 'running');
    return { facts, sight, views: { used, files: viewOf(facts, 'files') } };
  }
  const { facts: after, view } = foresee(facts);
  return { facts: after, views: { used: view, files: view } };
}

function selected(diagnosis: Diagnosis, selection: Selection | undefined): Diagnosis {
  return selection ? select(diagnosis, selection) : diagnosis;
}

/** A diagnosis with its document, for the tree that was looked at. */
export function examinedOf(
  { terminal }: Pick<Run, 'terminal'>,
  root: string,
  diagnosis: Diagnosis,
): Examined {
  return { diagnosis, document: withRoot(toDocument(diagnosis, terminal.language), root) };
}

function withSuspicions(
  { terminal }: Run,
  { document, diagnosis }: Examined,
  suspicions: ReturnType<typeof confirm>,
): Examined {
  const told = suspicions.map(({ code, state, subjects }) => {
    const title = explainCode(code)?.title[terminal.language] ?? '';
    return { code, title, state, subjects };
  });
  return { diagnosis, document: { ...document, suspicions: told } };
}

/** What is to be typed next is meant for the same tree. */
function withRoot(document: DoctorDocument, root: string): DoctorDocument {
  if (root === '/') return document;
  const inTree = (word: string) => word.replace(/^([^=/]+=)(?=\/etc\/docker\/)/, `$1${root}`);
  const placed = ([program = '', name = '', ...rest]: readonly string[]) =>
    program === 'dockcfg'
      ? [program, name, '--root', root, ...rest.map(inTree)]
      : [program, name, ...rest];
  const findings = document.findings.map((finding) => ({
    ...finding,
    remedies: finding.remedies.map((remedy) => ({
      ...remedy,
      command: remedy.command.length === 0 ? [] : placed(remedy.command),
    })),
  }));
  return { ...document, findings };
}
