import * as v from 'valibot';
import type { HistoryDocument } from '../commands/history.ts';
import { listOf, nullableText, type Same, text } from './parts.ts';

const change = v.object({
  target: text,
  path: nullableText,
  action: v.picklist(['create', 'edit', 'remove', 'effect']),
  diff: text,
});

/** `dockcfg history --json` */
export const history = v.object({
  schema: v.literal('dockcfg/history/1'),
  transactions: listOf(
    v.object({
      id: text,
      at: text,
      by: text,
      command: text,
      end: v.picklist(['open', 'committed', 'undone', 'incomplete']),
      undoes: nullableText,
      undoneBy: nullableText,
      service: v.nullable(v.picklist(['reload', 'restart', 'start'])),
      changes: listOf(change),
    }),
  ),
});

true satisfies Same<v.InferOutput<typeof history>, HistoryDocument>;
