import type { OriginDocument } from '../../domain/documents.ts';
import type { Words } from '../words/index.ts';

/** Where a value stands: `file:line`, the flag or variable in it, or the engine's default. */
export function originText(origin: OriginDocument, words: Words): string {
  const kind = words.show.origins[origin.kind];
  if (origin.path === null) return kind;
  const place = origin.line === null ? origin.path : `${origin.path}:${origin.line}`;
  return origin.kind === 'file' ? place : `${place} (${kind})`;
}
