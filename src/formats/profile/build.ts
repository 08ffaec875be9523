import type { DesiredState } from '../../domain/desired.ts';
import { fieldTable } from '../../domain/field-table.ts';
import type { Json } from '../../domain/json.ts';
import { words } from '../words.ts';
import type { Context } from './context.ts';
import { defined } from './defined.ts';
import { buildList, hostIn, insecureIn, type ListPlace, mirrorIn } from './lists.ts';
import { buildProxies } from './proxies.ts';
import { buildRegistries } from './registries.ts';
import { isKeep, type ProfileData } from './schema.ts';

/**
 * Turns a profile's data into a desired state. What is wrong, and which files are named, goes to
 * the context; the result only counts when it has no problems and every file.
 */
export function buildDesired(data: ProfileData, context: Context): DesiredState {
  return defined<DesiredState>({
    'registry-mirrors': list(data, 'registry-mirrors', { parse: mirrorIn, context }),
    'insecure-registries': list(data, 'insecure-registries', { parse: insecureIn, context }),
    'add-registries': list(data, 'add-registries', { parse: hostIn, context }),
    'block-registries': list(data, 'block-registries', { parse: hostIn, context }),
    proxies: buildProxies(data.proxies, ['proxies'], context),
    'client-proxies': buildProxies(data['client-proxies'], ['client-proxies'], context),
    registries: buildRegistries(data.registries, context),
    'system-ca': buildSystemCa(data['system-ca'], context),
    daemon: buildDaemon(data.daemon, context),
  });
}

type ListKey = 'registry-mirrors' | 'insecure-registries' | 'add-registries' | 'block-registries';

function list<T>(data: ProfileData, key: ListKey, how: Omit<ListPlace<T>, 'path'>) {
  return buildList(data[key], { ...how, path: [key] });
}

function buildSystemCa(data: ProfileData['system-ca'], context: Context) {
  if (data === undefined || isKeep(data)) return undefined;
  if (data === null) return null;
  return data.flatMap((one, at) => context.certificates(one, ['system-ca', String(at)]) ?? []);
}

/** Any key of daemon.json but those the profile has a place of its own for. */
function buildDaemon(
  data: ProfileData['daemon'],
  context: Context,
): { [key: string]: Json } | undefined {
  if (data === undefined) return undefined;
  const entries = Object.entries(data).filter(([, value]) => !isKeep(value));
  for (const [key] of entries) {
    const own = ownPlaces.get(key) ?? (Object.hasOwn(fieldTable, key) ? key : undefined);
    if (own !== undefined) context.problem(['daemon', key], words.ownPlace(key, own));
  }
  return Object.fromEntries(entries);
}

/** Spellings of daemon.json that stand for a profile's key. */
const ownPlaces = new Map([
  ['add-registry', 'add-registries'],
  ['block-registry', 'block-registries'],
  ['http-proxy', 'proxies'],
  ['https-proxy', 'proxies'],
  ['no-proxy', 'proxies'],
  ['registry-mirror', 'registry-mirrors'],
  ['insecure-registry', 'insecure-registries'],
]);
