import * as v from 'valibot';
import type { ApplyDocument } from '../../domain/documents.ts';
import { listOf, nullableText, origin, type Same, text, texts } from './parts.ts';

const change = v.object({
  target: text,
  path: nullableText,
  action: v.picklist(['create', 'edit', 'remove', 'effect']),
  diff: text,
  because: texts,
});

/** `dockcfg apply --json` and `dockcfg plan --json` */
export const apply = v.object({
  schema: v.literal('dockcfg/apply/1'),
  changed: v.boolean(),
  applied: v.boolean(),
  transaction: nullableText,
  plan: v.object({
    changes: listOf(change),
    action: v.picklist(['none', 'reload', 'restart']),
    reason: text,
    disruption: v.object({
      containersStopped: v.number(),
      names: texts,
      comeBack: texts,
      mayComeBack: texts,
      stayStopped: texts,
      removed: texts,
      keptRunning: v.number(),
    }),
    conflicts: listOf(v.object({ key: text, origins: listOf(origin), text })),
  }),
  verified: v.record(text, v.picklist(['verified', 'differs', 'notObservable'])),
  reloadRequired: v.boolean(),
  restartRequired: v.boolean(),
  warnings: texts,
});

true satisfies Same<v.InferOutput<typeof apply>, ApplyDocument>;
