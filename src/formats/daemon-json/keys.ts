import { flatKeys } from '../../domain/engine-keys.ts';
import type { JsonMember, JsonValue } from '../json/tree.ts';

/** A key as it was meant: plain dashes, no invisible characters, no full-width letters. */
export function cleanKey(key: string): string {
  return key
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .normalize('NFKC')
    .replace(/[‐-―−﹘﹣－]/g, '-')
    .trim();
}

/**
 * Members whose key only misses being an option because of a character pasted along. Every engine
 * refuses such a name, for no option's name holds one.
 * Objects are flattened as the engine does it (moby daemon/config/config.go, configValuesSet).
 */
export function damagedKeys(root: JsonValue): JsonMember[] {
  return (root.members ?? []).flatMap((member) => {
    const inner = member.value.members;
    if (inner && inner.length > 0 && !flatKeys.has(member.key)) return inner.filter(isDamaged);
    return isDamaged(member) && (!inner || inner.length > 0) ? [member] : [];
  });
}

function isDamaged({ key }: JsonMember): boolean {
  const clean = cleanKey(key);
  return clean !== key && /^[a-z][a-z0-9-]*$/.test(clean);
}
