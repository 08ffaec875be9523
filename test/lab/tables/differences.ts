/** Where our table of keys says something else than an engine. */
import { parseEngineVersion } from '../../../src/domain/engine.ts';
import { checkKey, isReloadable } from '../../../src/domain/key-check.ts';
import type { NameVerdict } from './names.ts';
import type { Tables } from './pinned.ts';

/** One sentence for each difference. */
export function differences({ version, names, reloads }: Tables): string[] {
  const engine = { version: parseEngineVersion(version), fork: null };
  const wrongNames = Object.entries(names).flatMap(([name, real]) => {
    const ours = verdicts[checkKey(name, engine).kind];
    return ours === real ? [] : [`${version}: ${name} is ${real}, our table says ${ours}`];
  });
  const wrongReloads = Object.entries(reloads).flatMap(([key, real]) => {
    const ours = isReloadable(key, engine.version) ? 'reloaded' : 'kept';
    return ours === real ? [] : [`${version}: ${key} is ${real} on reload, our table says ${ours}`];
  });
  return [...wrongNames, ...wrongReloads];
}

type Kind = ReturnType<typeof checkKey>['kind'];

const verdicts: { readonly [K in Kind]: NameVerdict } = {
  known: 'known',
  ignored: 'ignored',
  misplaced: 'ignored',
  unknown: 'refused',
  removed: 'refused',
  tooNew: 'refused',
};
