import type { ShowDocument } from '../../domain/documents.ts';
import type { HostFacts, Origin } from '../../domain/facts.ts';
import type { Json } from '../../domain/json.ts';
import { checkNames, isReloadable } from '../../domain/key-check.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { settingOfFlag } from '../../targets/flag-values.ts';
import { targets } from '../../targets/index.ts';
import { proxyKeys } from '../../targets/proxy-keys.ts';
import { type Current, flagsValue } from '../placement/current.ts';
import { isSatisfied } from '../placement/engine-keys.ts';
import { hiddenFlags, hiddenOrigin } from '../placement/hidden-flags.ts';
import { isRunning } from '../plan/action.ts';
import { masked } from './mask.ts';
import { sectionlessSettings, shellOnlySettings } from './shell-only.ts';
import { nameOf, runningValue } from './value.ts';

type Row = ShowDocument['settings'][number];

/** Rows for what sets nothing: a broken file, names without effect, files that nothing reads. */
export function oddRows(current: Current): readonly Row[] {
  const { facts } = current;
  return [
    ...brokenRows(facts),
    ...keptRows(current),
    ...starterRows(current),
    ...ignoredNameRows(facts),
    ...deadRows(facts),
  ];
}

const nowhere: Origin = { kind: 'default', path: null, line: null };

/** What the running engine still has although no place says so any more. */
function keptRows(current: Current): readonly Row[] {
  const { facts } = current;
  return ['registry-mirrors', 'insecure-registries', ...proxyKeys].flatMap((key): Row[] => {
    const running = runningValue(facts, key);
    if (running === undefined || current.held(key).settings.length > 0) return [];
    if (isSatisfied({ key, subject: null, value: null }, running)) return [];
    const isHidden = hiddenFlags(facts).includes(key);
    const state = isReloadable(key, facts.engine.version) ? 'not reloaded' : 'needs restart';
    return [
      {
        key,
        value: isHidden ? masked(key, running) : null,
        origin: isHidden ? hiddenOrigin(facts, key) : nowhere,
        shadows: [],
        conflict: false,
        running: masked(key, running),
        state: isHidden ? 'in effect' : state,
      },
    ];
  });
}

/** Flags that a program between the service and the engine spells, where no engine says what it has. */
function starterRows({ facts, held }: Current): readonly Row[] {
  const spelt = (facts.unit?.starter?.flags ?? [])
    .map((flag) => settingOfFlag(flag, 'starter'))
    .filter((setting) => setting !== null);
  const keys = [...new Set(spelt.map(({ key }) => key))].filter((key) =>
    hiddenFlags(facts).includes(key),
  );
  return keys.flatMap((key): Row[] => {
    if (runningValue(facts, key) !== undefined || held(key).settings.length > 0) return [];
    const flags = spelt.filter((setting) => setting.key === key);
    const row = ignoredRow(key, flagsValue(flags) ?? null);
    const state = isRunning(facts) ? 'in effect' : 'at next start';
    return [{ ...row, origin: hiddenOrigin(facts, key), state }];
  });
}

/**
 * Names at the top of daemon.json, or objects there, that set nothing on this engine: they have
 * rows of their own.
 */
export function withoutEffect(facts: HostFacts): readonly string[] {
  return [...new Set(wrongNames(facts).map(({ path }) => path[0]))];
}

function wrongNames(facts: HostFacts): ReturnType<typeof checkNames> {
  const document = daemonDocument(facts);
  return document.kind === 'broken' ? [] : checkNames(document.values, facts.engine);
}

/** Of the others the engine says that it does not know them, and does not start. */
function isSilent(kind: string, { engine }: HostFacts): boolean {
  return kind === 'ignored' || kind === 'misplaced' || engine.fork !== null;
}

function stateOfName(kind: string, facts: HostFacts): Partial<Row> {
  if (kind === 'miscased') return { state: isRunning(facts) ? 'in effect' : 'at next start' };
  return isSilent(kind, facts) ? {} : { conflict: true, state: 'conflict' };
}

/** Names the engine accepts in daemon.json and does nothing with, or does not start with. */
function ignoredNameRows(facts: HostFacts): readonly Row[] {
  const document = daemonDocument(facts);
  if (document.kind === 'broken') return [];
  return wrongNames(facts).map(({ path, value, verdict }) => ({
    ...ignoredRow(path.join('.'), value),
    ...stateOfName(verdict.kind, facts),
    origin: {
      kind: 'file' as const,
      path: facts.layout.daemonJson,
      line: document.at(path)?.line ?? null,
    },
  }));
}

function ignoredRow(key: string, value: Json): Omit<Row, 'origin'> {
  const leaf = key.split('.').at(-1) ?? key;
  return {
    key,
    value: masked(leaf, value),
    shadows: [],
    conflict: false,
    running: null,
    state: 'ignored',
  };
}

/** Settings in files that nothing on this host reads. */
function deadRows(facts: HostFacts): readonly Row[] {
  return targets
    .filter((target) => !target.appliesTo(facts))
    .flatMap((target) => target.read(facts))
    .concat(shellOnlySettings(facts), sectionlessSettings(facts))
    .map(({ key, subject, value, origin }) => ({
      ...ignoredRow(nameOf(key, subject), value),
      origin,
    }));
}

/** A file the engine cannot read says nothing at all, and keeps it from starting. */
function brokenRows(facts: HostFacts): readonly Row[] {
  const document = daemonDocument(facts);
  if (document.kind === 'ok') return [];
  const origin: Origin = { kind: 'file', path: facts.layout.daemonJson, line: document.line };
  return [
    {
      key: 'daemon.json',
      value: document.engineText,
      origin,
      shadows: [],
      conflict: true,
      running: null,
      state: 'conflict',
    },
  ];
}
