import * as v from 'valibot';
import { fieldTable } from '../../domain/field-table.ts';
import type { Json } from '../../domain/json.ts';

/** `{ keep: true }`: whatever the host has stays; what an export writes in place of a secret. */
const keep = v.strictObject({ keep: v.literal(true) });

const texts = v.array(v.string());
const list = v.union([
  texts,
  v.strictObject({ add: v.optional(texts), remove: v.optional(texts) }),
  keep,
  v.null(),
]);
const text = v.union([v.string(), keep, v.null()]);

const proxies = v.union([
  v.strictObject({
    'http-proxy': v.optional(text),
    'https-proxy': v.optional(text),
    'no-proxy': v.optional(v.union([v.string(), texts, keep, v.null()])),
    'password-file': v.optional(v.union([v.string(), keep])),
  }),
  keep,
  v.null(),
]);

const registry = v.union([
  v.strictObject({
    ca: v.optional(text),
    'client-cert': v.optional(text),
    'client-key': v.optional(text),
    mirrors: v.optional(list),
  }),
  keep,
  v.null(),
]);

const json: v.GenericSchema<Json> = v.lazy(() =>
  v.union([
    v.null(),
    v.boolean(),
    v.number(),
    v.string(),
    v.array(json),
    v.record(v.string(), json),
  ]),
);

/** The shape of a profile. What its values say is checked where they are read. */
export const profileSchema = v.strictObject({
  'registry-mirrors': v.optional(described(list, 'registry-mirrors')),
  'insecure-registries': v.optional(described(list, 'insecure-registries')),
  proxies: v.optional(described(proxies, 'proxies')),
  registries: v.optional(described(v.record(v.string(), registry), 'registries')),
  'system-ca': v.optional(described(v.union([texts, keep, v.null()]), 'system-ca')),
  'client-proxies': v.optional(described(proxies, 'client-proxies')),
  'add-registries': v.optional(described(list, 'add-registries')),
  'block-registries': v.optional(described(list, 'block-registries')),
  daemon: v.optional(described(v.record(v.string(), json), 'daemon')),
});

export type ProfileData = v.InferOutput<typeof profileSchema>;
export type ListData = v.InferOutput<typeof list>;
export type ProxiesData = v.InferOutput<typeof proxies>;
export type RegistryData = v.InferOutput<typeof registry>;
export type TextData = v.InferOutput<typeof text>;

/** Whether a value asks for what the host has to stay. */
export function isKeep(value: unknown): value is { keep: true } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'keep');
}

function described<S extends v.GenericSchema>(schema: S, key: keyof typeof fieldTable) {
  return v.pipe(schema, v.description(fieldTable[key].help.en));
}
