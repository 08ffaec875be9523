import type { Json, JsonObject } from '../../domain/json.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';

/** Puts two profiles together; where both have members under one key, the members meet. */
export function mergeProfiles(one: WrittenProfile, other: WrittenProfile): WrittenProfile {
  const merged: { [key: string]: Json } = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] = isMembers(before) && isMembers(value) ? { ...before, ...value } : value;
  }
  return merged;
}

function isMembers(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
