import * as v from 'valibot';
import type { DoctorDocument } from '../../domain/documents.ts';
import { listOf, nullableText, role, type Same, stage, text, texts } from './parts.ts';

const stageSchema = v.object({
  stage,
  outcome: v.picklist(['ok', 'failed', 'skipped', 'unknown']),
  ms: v.nullable(v.number()),
  code: nullableText,
  seen: v.record(text, v.unknown()),
});

const route = v.object({
  image: text,
  endpoints: listOf(
    v.object({
      url: text,
      role,
      proxy: nullableText,
      trust: texts,
      stages: listOf(stageSchema),
    }),
  ),
  prediction: v.object({
    outcome: v.picklist(['pulled', 'failed', 'unknown']),
    servedBy: nullableText,
    error: nullableText,
  }),
  pull: v.exactOptional(
    v.object({
      outcome: v.picklist(['pulled', 'failed', 'unknown']),
      error: nullableText,
      ms: v.nullable(v.number()),
      fresh: v.boolean(),
      asPredicted: v.nullable(v.boolean()),
    }),
  ),
});

const suspicion = v.object({
  code: text,
  title: text,
  state: v.picklist(['found', 'excluded', 'unknown']),
  subjects: texts,
});

const remedy = v.object({
  kind: v.picklist(['dockcfg', 'command', 'ask']),
  text,
  command: texts,
  risk: v.picklist(['safe', 'reload', 'restart', 'loosens-security']),
});

const finding = v.object({
  code: text,
  severity: v.picklist(['error', 'warning', 'notice']),
  rootCause: v.boolean(),
  causedBy: nullableText,
  subject: text,
  title: text,
  text,
  seen: texts,
  remedies: listOf(remedy),
});

const fixed = v.object({
  applied: v.boolean(),
  transaction: nullableText,
  transactions: texts,
  codes: texts,
  left: listOf(v.object({ code: text, subject: text, why: text })),
});

/** `dockcfg doctor --json` */
export const doctor = v.object({
  schema: v.literal('dockcfg/doctor/1'),
  verdict: v.picklist(['healthy', 'degraded', 'broken', 'unknown']),
  elapsedMs: v.number(),
  engine: v.object({
    version: nullableText,
    store: v.nullable(v.picklist(['classic', 'containerd'])),
    flavour: text,
  }),
  routes: listOf(route),
  checks: listOf(
    v.object({ code: text, state: v.picklist(['passed', 'found', 'skipped', 'crashed']) }),
  ),
  findings: listOf(finding),
  suspicions: v.exactOptional(listOf(suspicion)),
  masked: v.exactOptional(listOf(v.object({ where: text, line: v.nullable(v.number()) }))),
  fixed: v.exactOptional(fixed),
});

true satisfies Same<v.InferOutput<typeof doctor>, DoctorDocument>;
