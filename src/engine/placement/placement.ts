import { isProxyKey } from '../../targets/proxy-keys.ts';
import type { Current } from './current.ts';
import { placeEngineKey } from './engine-keys.ts';
import { placeHubMirrors } from './hub.ts';
import { type Placed, type PlacedEdit, together } from './placed.ts';
import { placeProxies } from './proxies.ts';
import { placeRegistry } from './registries.ts';
import type { Want } from './wants.ts';
import { because } from './words.ts';

/**
 * Decides for every wanted key which place on this host gets it, and which places lose it. The
 * user never has to know the place; each edit says why it was chosen.
 */
export function place(wants: readonly Want[], current: Current): Placed {
  return together([
    ...wants.filter(isEngineKey).map((want) => placeEngineKey(want, current)),
    placeProxies(wants, current),
    ...wants.filter(isRegistryKey).map((want) => placeRegistry(want, current)),
    placeHubMirrors(wants, current),
    { edits: wants.flatMap(placeElsewhere) },
  ]);
}

const registryKeys = ['ca', 'client', 'mirrors'];
const clientPrefix = 'client-';

/** Whether a key is one the engine takes from daemon.json or a flag. */
export function isEngineKey(want: Want): boolean {
  return (
    want.subject === null &&
    !isProxyKey(want.key) &&
    want.key !== 'system-ca' &&
    !isClientProxy(want)
  );
}

function isRegistryKey(want: Want): boolean {
  return want.subject !== null && registryKeys.includes(want.key);
}

function isClientProxy(want: Want): boolean {
  return want.key.startsWith(clientPrefix) && isProxyKey(want.key.slice(clientPrefix.length));
}

/** The two keys that have one possible place each. */
function placeElsewhere(want: Want): readonly PlacedEdit[] {
  if (isClientProxy(want)) {
    return [{ target: 'client-config', edit: { ...want, because: because.clientProxies() } }];
  }
  if (want.key !== 'system-ca') return [];
  return [{ target: 'system-trust', edit: { ...want, because: because.systemTrust() } }];
}
