import type { DoctorDocument } from '../../domain/documents.ts';
import type { Diagnosis } from '../../engine/doctor/diagnosis.ts';
import { type Selection, select } from '../../engine/doctor/select.ts';
import { judgeSaved, saveEvidence } from '../../engine/evidence/saved-evidence.ts';
import type { Run } from '../cli/command.ts';
import { readNamedText, writeNamed } from '../cli/named-file.ts';
import { doctorReports } from '../reports/doctor/index.ts';
import { type Examined, examinedOf } from './doctor-examine.ts';

/** Evidence of a host with many registries is some megabytes. */
const largestEvidence = 64 * 1024 * 1024;

/** Writes what was seen where `--save-evidence` and `--bundle` say. */
export async function keepEvidence(
  run: Run,
  diagnosis: Diagnosis,
  document: DoctorDocument,
): Promise<void> {
  const { options, outside, terminal } = run;
  const evidence = options.text('save-evidence');
  if (evidence !== null) await writeNamed(run, evidence, saveEvidence(diagnosis));
  const bundle = options.text('bundle');
  if (bundle === null) return;
  const reports = {
    'report.md': rendered(run, 'markdown', document),
    'report.html': rendered(run, 'html', document),
  };
  // packing is rare, and what it takes is heavy
  const { bundleOf } = await import('../../engine/evidence/bundle.ts');
  const { language } = terminal;
  const now = outside.now();
  const tar = await bundleOf({ diagnosis, document, language, reports, now });
  await writeNamed(run, bundle, await outside.gzip(tar));
}

function rendered(
  { terminal }: Run,
  format: keyof typeof doctorReports,
  document: DoctorDocument,
): string {
  let text = '';
  const report = doctorReports[format]({
    style: { ...terminal.out, color: false },
    words: terminal.words,
    failOn: 'error',
    write: (part) => {
      text += part;
    },
  });
  report({ kind: 'done', document });
  return text;
}

/**
 * Judges what `--from-evidence` names.
 * @throws Failure invalidInput when it is no evidence
 */
export async function judgeFile(run: Run, selection: Selection): Promise<Examined> {
  const name = run.options.text('from-evidence') ?? '-';
  const diagnosis = judgeSaved(await readNamedText(run, name, largestEvidence));
  return examinedOf(run, diagnosis.evidence.facts.root, select(diagnosis, selection));
}
