/** Where our table of keys says something else than an engine. */
import { parseEngineVersion } from '../../../src/domain/engine.ts';
import { checkFlag } from '../../../src/domain/flag-check.ts';
import { checkKey, isReloadable } from '../../../src/domain/key-check.ts';
import type { NameVerdict } from './names.ts';
import type { Tables } from './pinned.ts';

/** One sentence for each difference. */
export function differences({ version, names, flags, reloads, info = {} }: Tables): string[] {
  const engine = { version: parseEngineVersion(version), fork: null };
  const wrongNames = Object.entries(names).flatMap(([name, real]) => {
    const ours = verdicts[checkKey(name, engine).kind];
    return ours === real ? [] : [`${version}: ${name} is ${real}, our table says ${ours}`];
  });
  const wrongFlags = Object.entries(flags).flatMap(([name, real]) => {
    const ours = checkFlag(name, engine).kind === 'known' ? 'known' : 'refused';
    return ours === real ? [] : [`${version}: --${name} is ${real}, our table says ${ours}`];
  });
  const wrongReloads = [...Object.entries(reloads), ...Object.entries(info)].flatMap(
    ([key, real]) => {
      const ours = isReloadable(key, engine.version) ? 'reloaded' : 'kept';
      if (ours === real || real === 'unseen' || onlyShown.has(key)) return [];
      return [`${version}: ${key} is ${real} on reload, our table says ${ours}`];
    },
  );
  return [...wrongNames, ...wrongFlags, ...wrongReloads];
}

/**
 * A reload changes the number in the configuration, and the download manager goes on with the one
 * it was made with (moby daemon/reload.go reloadMaxDownloadAttempts, daemon/images/service.go
 * NewImageService; the same from 20.10.24 to 29.7).
 */
const onlyShown: ReadonlySet<string> = new Set(['max-download-attempts']);

type Kind = ReturnType<typeof checkKey>['kind'];

const verdicts: { readonly [K in Kind]: NameVerdict } = {
  known: 'known',
  ignored: 'ignored',
  misplaced: 'ignored',
  miscased: 'known',
  unknown: 'refused',
  removed: 'refused',
  tooNew: 'refused',
};
