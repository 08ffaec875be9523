import type { HostFacts, Setting } from '../../domain/facts.ts';
import type { Json } from '../../domain/json.ts';
import { isObject } from '../../domain/json-object.ts';
import { targets } from '../../targets/index.ts';
import { isProxyKey, proxyVariable } from '../../targets/proxy-keys.ts';

/** Everything on this host that sets one key, and what comes of it. */
export interface Held {
  readonly settings: readonly Setting[];
  /** what the next start of the engine would use; undefined where nothing sets the key */
  readonly value: Json | undefined;
  /** set by flag and in daemon.json at once, with which no engine starts */
  readonly duplicated: boolean;
}

/** The settings of this host, by key; made once for a plan. */
export interface Current {
  readonly facts: HostFacts;
  readonly settings: readonly Setting[];
  held(key: string, subject?: string | null): Held;
}

export function currentOf(facts: HostFacts): Current {
  const settings = targets
    .filter((target) => target.appliesTo(facts))
    .flatMap((target) => target.read(facts));
  return {
    facts,
    settings,
    held(key, subject = null) {
      const own = settings.filter((each) => each.key === key && each.subject === subject);
      return { settings: own, value: effectiveValue(facts, own), duplicated: isDuplicated(own) };
    },
  };
}

/**
 * dockerd compares names, not values, and `runtimes` is the one key it merges instead
 * (moby daemon/config/config.go findConfigurationConflicts).
 */
function isDuplicated(settings: readonly Setting[]): boolean {
  return (
    settings[0]?.key !== 'runtimes' &&
    settings.some(isInDaemonJson) &&
    settings.some((setting) => setting.origin.kind === 'flag')
  );
}

/** daemon.json and flags beat the environment; lists given by several flags add up. */
function effectiveValue(facts: HostFacts, settings: readonly Setting[]): Json | undefined {
  const inFile = settings.find(isInDaemonJson);
  if (inFile) return inFile.value;
  const flags = settings.filter((setting) => setting.origin.kind === 'flag');
  if (flags.length > 0) return flagsValue(flags);
  const environment = settings.filter((setting) => setting.origin.kind === 'environment');
  if (environment.length > 0) return environmentValue(facts, environment);
  return settings.at(-1)?.value;
}

export function isInDaemonJson(setting: Setting): boolean {
  return setting.target === 'daemon-json';
}

/** Lists and options given by several flags add up; of anything else the last flag counts. */
export function flagsValue(flags: readonly Setting[]): Json | undefined {
  const values = flags.map((flag) => flag.value);
  if (values.every((value) => Array.isArray(value))) return values.flat();
  return values.every(isObject) ? Object.assign({}, ...values) : values.at(-1);
}

/**
 * What the process's environment would hold: systemd has settled files against assignments
 * already; of one variable's two cases Go takes the upper one first, and skips empty texts.
 */
function environmentValue(facts: HostFacts, settings: readonly Setting[]): Json | undefined {
  const key = settings[0]?.key ?? '';
  if (!facts.unit || !isProxyKey(key)) return settings.at(-1)?.value;
  const variable = proxyVariable(key);
  const settled = [variable, variable.toLowerCase()]
    .map((name) => facts.unit?.environment.findLast((entry) => entry.name === name)?.value)
    .find((value) => value !== undefined && value !== '');
  return settled ?? settings.find((setting) => setting.origin.path === null)?.value;
}
