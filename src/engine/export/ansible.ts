import type { JsonObject } from '../../domain/json.ts';
import { printYaml } from '../../formats/yaml.ts';

/** A profile as a task of the collection's own module, which takes a profile whole. */
export function ansibleTask(profile: JsonObject): string {
  const task = { name: 'Configure Docker', 'dockcfg.engine.config': { profile } };
  return printYaml([task]).trimEnd();
}
