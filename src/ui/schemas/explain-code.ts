import * as v from 'valibot';
import type { CodeDocument } from '../commands/explain.ts';
import { listOf, type Same, text, texts } from './parts.ts';

/** `dockcfg explain CODE --json` */
export const explainCode = v.object({
  schema: v.literal('dockcfg/explain-code/1'),
  code: text,
  severity: v.picklist(['error', 'warning', 'notice']),
  title: text,
  about: text,
  ways: texts,
  causes: listOf(v.object({ code: text, title: text })),
});

true satisfies Same<v.InferOutput<typeof explainCode>, CodeDocument>;
