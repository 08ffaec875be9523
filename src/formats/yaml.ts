import { stringify } from 'yaml';
import type { Json } from '../domain/json.ts';

/** A value as YAML, for people to read and to paste. Long words stay on their line. */
export function printYaml(value: Json): string {
  return stringify(value, { lineWidth: 0 });
}
