import type { HostFacts, Origin, Setting } from '../../domain/facts.ts';
import type { JsonObject } from '../../domain/json.ts';
import { checkKey, checkNames } from '../../domain/key-check.ts';
import type { Said } from '../../domain/said.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { damagedFlags } from '../../targets/flag-damage.ts';
import { isPackaged } from '../../targets/packaged.ts';
import { currentOf } from '../placement/current.ts';
import { hiddenFlags, hiddenOrigin } from '../placement/hidden-flags.ts';
import { holdsSecret } from '../secrets.ts';
import type { ExportForm } from './export.ts';
import { ownKeys, profileOf } from './profile.ts';
import { unfitIn } from './unfit.ts';
import { said } from './words.ts';

/** What this host has and an export does not hold: whoever hands it on should know. */
export function leftOut(facts: HostFacts, form: ExportForm): readonly Said[] {
  const current = currentOf(facts);
  const { settings } = current;
  const others = settings.filter(
    ({ key, subject }) => subject === null && !ownKeys.includes(key) && isKnown(key, facts),
  );
  const secret = others.filter(
    ({ target, key, value }) => target === 'daemon-json' && holdsSecret(key, value),
  );
  const flags = others.filter(({ origin }) => origin.kind === 'flag' && !isPackaged(origin.path));
  const hidden = hiddenFlags(facts).map((key) => at(key, hiddenOrigin(facts, key)));
  const idle = idleNames(facts);
  const unsaid = form === 'flags' ? beyondFlags(profileOf(facts, 'file')) : [];
  return [
    ...(unsaid.length > 0 ? [said.beyondFlags(unsaid)] : []),
    ...(flags.length > 0 ? [said.onlyFlags(flags.map(place))] : []),
    ...(hidden.length > 0 ? [said.onlyScripts(hidden)] : []),
    ...(idle.length > 0 ? [said.idleNames(idle)] : []),
    ...(secret.length > 0 ? [said.withSecret(secret.map(place))] : []),
    ...unfitIn(current).map(({ name, problem }) => said.unfit(name, problem)),
    ...damagedFlags(facts).map(({ path, line, problem }) => said.unfit(`${path}:${line}`, problem)),
  ];
}

/** Names in daemon.json that set nothing on this engine, or with which it does not start. */
function idleNames(facts: HostFacts): readonly string[] {
  const document = daemonDocument(facts);
  if (document.kind === 'broken') return [];
  return checkNames(document.values, facts.engine)
    .filter(({ verdict }) => verdict.kind !== 'miscased')
    .map(({ path }) => {
      const { line = null } = document.at(path) ?? {};
      return at(path.join('.'), { path: facts.layout.daemonJson, line });
    });
}

function isKnown(key: string, { engine }: HostFacts): boolean {
  return checkKey(key, engine).kind === 'known';
}

function place({ key, origin }: Setting): string {
  return at(key, origin);
}

function at(key: string, { path, line }: Pick<Origin, 'path' | 'line'>): string {
  return path === null ? key : `${key} (${path}:${line ?? 1})`;
}

/** What a profile says and no flag can, as far as flagsOf does. */
function beyondFlags(profile: JsonObject): readonly string[] {
  const whole = ['client-proxies', 'system-ca', 'add-registries', 'block-registries'];
  const registries = Object.entries((profile.registries ?? {}) as JsonObject);
  return [
    ...Object.keys((profile.daemon ?? {}) as JsonObject),
    ...whole.filter((key) => Object.hasOwn(profile, key)),
    ...registries.flatMap(([host, wishes]) =>
      Object.keys(wishes as JsonObject)
        .filter((key) => key !== 'ca')
        .map((key) => `${key} (${host})`),
    ),
  ];
}
