import * as v from 'valibot';
import type { ExplainDocument } from '../../domain/documents.ts';
import { listOf, nullableText, role, type Same, text, texts } from './parts.ts';

/** `dockcfg explain IMAGE --json` */
export const explain = v.object({
  schema: v.literal('dockcfg/explain/1'),
  reference: v.object({
    input: text,
    canonical: text,
    domain: text,
    path: text,
    tag: nullableText,
    digest: nullableText,
  }),
  endpoints: listOf(
    v.object({
      url: text,
      role,
      scheme: v.picklist(['https', 'http']),
      proxy: nullableText,
      proxyReason: text,
      trust: texts,
      trustReason: text,
      credentials: text,
      why: text,
    }),
  ),
});

true satisfies Same<v.InferOutput<typeof explain>, ExplainDocument>;
