import * as v from 'valibot';
import type { MirrorDocument, MirrorsDocument } from '../../engine/rank/document.ts';
import { apply } from './apply.ts';
import { listOf, nullableText, type Same, text, texts } from './parts.ts';

export const standing = v.picklist([
  'serves',
  'stale',
  'differs',
  'corrupted',
  'name-not-found',
  'name-server',
  'unreachable',
  'silent',
  'not-tried',
  'proxy',
  'untrusted',
  'no-tls',
  'page',
  'no-registry',
  'wants-login',
  'refuses',
  'lacks-image',
  'prefix-only',
  'limited',
  'failing',
  'incomplete',
  'refused',
]);

const nullableNumber = v.nullable(v.number());

const mirror = v.object({
  url: text,
  sources: listOf(v.picklist(['argument', 'host', 'preset'])),
  operator: nullableText,
  rank: nullableNumber,
  standing,
  text,
  proxy: nullableText,
  digest: nullableText,
  contactMs: nullableNumber,
  firstByteMs: nullableNumber,
  bytesPerSecond: nullableNumber,
  rounds: listOf(
    v.object({
      firstByteMs: nullableNumber,
      bytes: v.number(),
      ms: nullableNumber,
      failed: nullableText,
    }),
  ),
});

true satisfies Same<v.InferOutput<typeof mirror>, MirrorDocument>;

/** `dockcfg mirrors rank --json` and `dockcfg mirrors check --json` */
export const mirrors = v.object({
  schema: v.literal('dockcfg/mirrors/1'),
  image: text,
  digest: nullableText,
  comparedWith: v.nullable(v.picklist(['upstream', 'majority'])),
  upstream: v.object({ url: nullableText, standing, text }),
  presetsDate: nullableText,
  elapsedMs: v.number(),
  complete: v.boolean(),
  mirrors: listOf(mirror),
  order: texts,
  current: texts,
  command: texts,
  applied: v.nullable(apply),
});

true satisfies Same<v.InferOutput<typeof mirrors>, MirrorsDocument>;
