import type { Json, JsonObject } from '../../domain/json.ts';
import type { Preset } from './candidates.ts';

/** The list that is shipped, and the day on which it was put together. */
export interface PresetList {
  /** `2026-11-20` */
  readonly date: string;
  readonly presets: readonly Preset[];
}

/** Where the list stands below templates/. */
export const presetFile = 'mirrors.json';

/** Reads the shipped list. It is part of the program, so anything wrong with it is a bug. */
export function readPresets(text: string): PresetList {
  const { date, mirrors } = JSON.parse(text) as JsonObject;
  if (typeof date !== 'string' || !Array.isArray(mirrors)) throw new TypeError(presetFile);
  return { date, presets: mirrors.map(presetOf) };
}

function presetOf(entry: Json): Preset {
  const fields = entry as JsonObject;
  const [url = '', operator = ''] = ['url', 'operator', 'source', 'seen', 'limits'].map((name) => {
    const value = fields[name];
    if (typeof value !== 'string') throw new TypeError(`${presetFile}: ${name}`);
    return value;
  });
  return { url, operator };
}
