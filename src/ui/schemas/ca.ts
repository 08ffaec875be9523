import * as v from 'valibot';
import type {
  CaFetchDocument,
  CaListDocument,
  CertificateDocument,
} from '../../engine/ca/document.ts';
import { listOf, nullableText, type Same, text, texts } from './parts.ts';

const certificateFields = {
  subject: text,
  issuer: text,
  names: texts,
  notBefore: text,
  notAfter: text,
  sha256: text,
  isCa: v.boolean(),
  state: v.picklist(['valid', 'expired', 'not yet valid']),
};

const certificate = v.object(certificateFields);

true satisfies Same<v.InferOutput<typeof certificate>, CertificateDocument>;

const file = v.object({
  path: text,
  use: v.picklist(['ca', 'client-certificate', 'client-key', 'hosts.toml', 'other']),
  state: v.picklist(['read', 'ignored', 'breaks']),
  why: nullableText,
  certificates: listOf(certificate),
});

/** `dockcfg ca list --json` */
export const caList = v.object({
  schema: v.literal('dockcfg/ca-list/1'),
  engine: v.object({
    version: nullableText,
    store: v.nullable(v.picklist(['classic', 'containerd'])),
  }),
  directories: listOf(v.object({ host: text, path: text, notes: texts, files: listOf(file) })),
  system: v.object({
    path: nullableText,
    count: v.number(),
    added: listOf(v.object({ path: text, certificates: listOf(certificate) })),
  }),
});

true satisfies Same<v.InferOutput<typeof caList>, CaListDocument>;

/** `dockcfg ca fetch --json` */
export const caFetch = v.object({
  schema: v.literal('dockcfg/ca-fetch/1'),
  host: text,
  address: text,
  proxy: nullableText,
  trusted: v.boolean(),
  verdict: nullableText,
  certificates: listOf(
    v.object({
      ...certificateFields,
      role: v.picklist(['root', 'intermediate', 'server']),
      pem: text,
    }),
  ),
  anchor: nullableText,
});

true satisfies Same<v.InferOutput<typeof caFetch>, CaFetchDocument>;
