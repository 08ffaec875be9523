import type { DoctorDocument, DoctorEvent } from '../../domain/documents.ts';
import { type DiagnoseRequest, diagnose } from '../../engine/diagnose.ts';
import type { Diagnosis } from '../../engine/diagnosis.ts';
import { viewOf } from '../../engine/view.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { watchDoctor } from '../tasks/doctor.ts';

export interface Examination {
  readonly targets: Pick<DiagnoseRequest, 'images' | 'hosts'>;
  /** gets everything but the end, which is the caller's to tell */
  report(event: DoctorEvent): void;
}

export interface Examined {
  readonly document: DoctorDocument;
  readonly diagnosis: Diagnosis;
}

/** Runs the doctor on a host. Progress goes to stderr, and is gone from it when this returns. */
export async function examineHost(
  { terminal, outside }: Run,
  { facts, ports }: Host,
  { targets, report }: Examination,
): Promise<Examined> {
  const watcher = watchDoctor(terminal);
  const remaining = outside.remainingMs();
  const budget = remaining === null ? {} : { budgetMs: remaining * shareOfDeadline };
  const finished: DoctorDocument[] = [];
  const emit = (event: DoctorEvent) => {
    watcher.see(event);
    if (event.kind === 'done') finished.push(withRoot(event.document, ports.root));
    else report(event);
  };
  const request = { ...targets, options: { language: terminal.language, ...budget } };
  const views = { used: viewOf(facts, 'running'), files: viewOf(facts, 'files') };
  try {
    const setting = { facts, views, ports, signal: outside.signal, emit };
    const diagnosis = await diagnose(request, setting);
    outside.signal.throwIfAborted();
    const [document] = finished;
    if (!document) throw new Error('the diagnosis ended without a document');
    return { document, diagnosis };
  } finally {
    await watcher.close();
  }
}

/** With --deadline, what is known a little before it is still reported. */
const shareOfDeadline = 0.8;

/** What is to be typed next is meant for the same tree. */
function withRoot(document: DoctorDocument, root: string): DoctorDocument {
  if (root === '/') return document;
  const placed = ([program = '', name = '', ...rest]: readonly string[]) =>
    program === 'dockcfg' ? [program, name, '--root', root, ...rest] : [program, name, ...rest];
  const findings = document.findings.map((finding) => ({
    ...finding,
    remedies: finding.remedies.map((remedy) => ({
      ...remedy,
      command: remedy.command.length === 0 ? [] : placed(remedy.command),
    })),
  }));
  return { ...document, findings };
}
