import type { Json, JsonObject } from './json.ts';

/** Whether a JSON value is an object, and no list. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object a JSON text holds; null for anything else, broken text included. */
export function parseObject(text: string | null): JsonObject | null {
  if (text === null) return null;
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
