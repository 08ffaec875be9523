import type { DoctorDocument } from '../../../domain/documents.ts';
import { printableLine } from '../../text/printable.ts';
import type { Words } from '../../words/index.ts';

/** What `--fix` did and what it left, a sentence each; nothing without it. */
export function fixedTexts({ fixed }: DoctorDocument, { fix: words }: Words): readonly string[] {
  if (!fixed) return [];
  const idle = !fixed.applied && fixed.left.length === 0;
  return [
    ...(fixed.applied ? [words.done(fixed.codes)] : []),
    ...(idle ? [words.nothing] : []),
    ...fixed.left.map(({ code, subject, why }) => printableLine(words.left(code, subject, why))),
  ];
}
