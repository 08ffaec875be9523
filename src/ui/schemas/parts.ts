import * as v from 'valibot';
import { stages } from '../../domain/outcome.ts';

/** A list that nobody changes, as the documents have them. */
export function listOf<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.readonly());
}

export const text = v.string();
export const texts = listOf(v.string());
export const nullableText = v.nullable(v.string());
export const stage = v.picklist(stages);
export const role = v.picklist(['mirror', 'upstream']);

export const origin = v.object({
  kind: v.picklist(['file', 'flag', 'environment', 'default']),
  path: nullableText,
  line: v.nullable(v.number()),
});

/** True only when the two types are the same; keeps a schema and its document type together. */
export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
