import * as v from 'valibot';
import type { ShowDocument } from '../../domain/documents.ts';
import { listOf, origin, type Same, text } from './parts.ts';

/** `dockcfg show --json` */
export const show = v.object({
  schema: v.literal('dockcfg/show/1'),
  settings: listOf(
    v.object({
      key: text,
      value: v.unknown(),
      origin,
      shadows: listOf(origin),
      conflict: v.boolean(),
      running: v.unknown(),
      state: v.picklist([
        'in effect',
        'not reloaded',
        'needs restart',
        'at next start',
        'ignored',
        'conflict',
      ]),
    }),
  ),
  problems: listOf(
    v.object({ path: text, line: v.nullable(v.number()), column: v.nullable(v.number()), text }),
  ),
});

true satisfies Same<v.InferOutput<typeof show>, ShowDocument>;
