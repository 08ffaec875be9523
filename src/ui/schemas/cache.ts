import * as v from 'valibot';
import type { CacheDocument } from '../../engine/cache/status.ts';
import { standing } from './mirrors.ts';
import { nullableText, type Same, text, texts } from './parts.ts';

/** `dockcfg cache status --json` */
export const cache = v.object({
  schema: v.literal('dockcfg/cache/1'),
  installed: v.boolean(),
  unit: v.object({
    name: text,
    active: v.nullable(
      v.picklist([
        'active',
        'reloading',
        'activating',
        'deactivating',
        'inactive',
        'failed',
        'unknown',
      ]),
    ),
    sub: nullableText,
  }),
  url: nullableText,
  sharedUrl: nullableText,
  listen: nullableText,
  storage: nullableText,
  upstreamProxy: nullableText,
  usedHere: v.boolean(),
  serves: v.nullable(v.object({ standing, text })),
  otherHosts: texts,
});

true satisfies Same<v.InferOutput<typeof cache>, CacheDocument>;
