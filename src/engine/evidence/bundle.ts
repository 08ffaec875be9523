import type { DoctorDocument } from '../../domain/documents.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { redactor } from '../../domain/redact.ts';
import type { Language } from '../../domain/said.ts';
import { type TarEntry, tarOf } from '../../formats/tar.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import { largestText, secretsIn } from '../secrets.ts';
import { bundleWords } from './bundle-words.ts';
import { saveEvidence } from './saved-evidence.ts';

export interface BundleRequest {
  readonly diagnosis: Diagnosis;
  readonly document: DoctorDocument;
  readonly language: Language;
  /** forms of the result to put beside, by file name */
  readonly reports: { readonly [name: string]: string };
  /** Unix ms */
  readonly now: number;
}

/**
 * A tar archive of everything that somebody else needs to judge: what was seen, the configuration
 * and the engine's log, all masked, with a list of what was masked.
 */
export function bundleOf(request: BundleRequest): Promise<Uint8Array> {
  const { diagnosis, document, language, reports, now } = request;
  const { facts, journal } = diagnosis.evidence;
  const clean = redactor(secretsIn(facts));
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  const entries: readonly TarEntry[] = [
    { name: 'README.txt', content: bundleWords.readme[language] },
    ...Object.entries(reports).map(([name, content]) => ({ name, content })),
    { name: 'doctor.json', content: json(document) },
    { name: 'evidence.json', content: saveEvidence(diagnosis) },
    { name: 'masked.json', content: json(document.masked ?? []) },
    ...(journal ? [{ name: 'journal.txt', content: `${journal.map(clean).join('\n')}\n` }] : []),
    ...configuration(facts, clean),
  ];
  return tarOf(
    entries.map(({ name, content }) => ({ name: `dockcfg-bundle/${name}`, content })),
    now,
  );
}

/** Files of the facts as they are, masked; keys and what is no text are left out. */
function configuration(facts: HostFacts, clean: (text: string) => string): readonly TarEntry[] {
  return [...facts.files.values()].flatMap(({ path, state }) => {
    if (state.kind !== 'file' || state.bytes.length > largestText) return [];
    if (/\.key$/.test(path) || isElsewhere(path)) return [];
    const text = textOf(state.bytes);
    return text === null ? [] : [{ name: `files${path}`, content: clean(text) }];
  });
}

/** Gathered for a clue of what is installed; nobody's configuration. */
function isElsewhere(path: string): boolean {
  return /^\/(?:proc|sys|usr\/bin|usr\/sbin|var\/lib\/(?:dpkg|rpm)|lib\/apk)\//.test(path);
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
