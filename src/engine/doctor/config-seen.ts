import type { ConfigSeen, WrongSetting } from '../../checks/evidence.ts';
import { engineVariable } from '../../domain/engine-environment.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { checkNames } from '../../domain/key-check.ts';
import { checkSpelling, checkValue } from '../../domain/key-value.ts';
import { meantValue } from '../../domain/meant-value.ts';
import { lookupText, type ParsedProxy, parseProxyUrl } from '../../domain/proxy-url.ts';
import { redact, redactUrl } from '../../domain/redact.ts';
import type { EngineView } from '../../domain/view.ts';
import type { DaemonJson } from '../../formats/daemon-json.ts';
import { parseEnvironmentFile } from '../../formats/environment-file.ts';
import { effectiveUnit } from '../../formats/systemd-unit.ts';
import { daemonDocument } from '../../targets/daemon-json.ts';
import { damagedFlags } from '../../targets/flag-damage.ts';
import { idleLines } from '../../targets/idle-lines.ts';
import { systemRoots } from '../../targets/system-bundle.ts';
import { textOf } from '../../targets/text.ts';
import { currentOf } from '../placement/current.ts';
import { meantByUnread } from './unread-settings.ts';

/**
 * What the configuration says wrongly, as this engine would read it.
 * @param used what pulls go by now; its proxy values are judged
 */
export function configSeen(facts: HostFacts, used: EngineView): ConfigSeen {
  const document = daemonDocument(facts);
  const readable = document.kind === 'ok' ? document : null;
  return {
    daemonJson: daemonJsonSeen(facts),
    dataRoot: dataRootOf(facts),
    setsDns: readable?.values.dns !== undefined,
    badProxies: badProxies(used),
    wrong: readable ? wrongSettings(readable, facts) : [],
    duplicates: (readable?.duplicates ?? []).map(({ path, places }) => ({
      key: path.join('.'),
      lines: places.map(({ line }) => line),
    })),
    conflicts: conflictsIn(facts),
    flags: damagedFlags(facts).map(({ repaired, ...flag }) => ({
      ...flag,
      repairable: repaired !== null,
    })),
    unread: [...unreadFiles(facts), ...sectionless(facts), ...unreadRest(facts)],
    dropped: droppedAssignments(facts),
    ...ownRoots(facts),
  };
}

/** Go reads these two when it loads the system's certificates (go src/crypto/x509/root_unix.go). */
function ownRoots(facts: HostFacts): Pick<ConfigSeen, 'ownRoots'> {
  const variables = trustVariables.flatMap((name) => {
    const value = engineVariable(facts, name) ?? '';
    const written = facts.unit?.environment.findLast((entry) => entry.name === name);
    const { path = null, line = null } = written?.value === value ? written.origin : {};
    return value === '' ? [] : [{ name, value, path, line }];
  });
  if (variables.length === 0) return {};
  return { ownRoots: { variables, system: systemRoots({ ...facts, process: null, unit: null }) } };
}

const trustVariables = ['SSL_CERT_FILE', 'SSL_CERT_DIR'] as const;

function daemonJsonSeen(facts: HostFacts): ConfigSeen['daemonJson'] {
  const path = facts.layout.daemonJson;
  const state = facts.files.get(path)?.state;
  if (state?.kind === 'unreadable') return { kind: 'unreadable', path, code: state.code };
  if (state?.kind !== 'file') return { kind: 'absent', path };
  const document = daemonDocument(facts);
  if (document.kind === 'ok') return { kind: 'ok', path };
  const { line, column, reason, engineText, repaired } = document;
  return { kind: 'broken', path, line, column, reason, engineText, repairable: repaired !== null };
}

function wrongSettings(document: DaemonJson, { engine }: HostFacts): readonly WrongSetting[] {
  const names = checkNames(document.values, engine).map(
    ({ name, path, verdict }): WrongSetting => ({
      name,
      ...placeIn(document, path),
      kind: verdict.kind,
      use: verdict.use,
      problem: verdict.problem,
    }),
  );
  const values = Object.entries(document.values).flatMap(([name, value]): WrongSetting[] => {
    const spelt = checkSpelling(name, document.fractions.get(name));
    const found = checkValue(name, value, engine.version) ?? spelt;
    if (!found) return [];
    const meant = spelt ? null : meantValue(name, value, engine.version);
    const place = placeIn(document, name);
    return [{ name, ...place, kind: 'value', use: null, problem: found.problem, meant }];
  });
  return [...names, ...values];
}

function placeIn(document: DaemonJson, key: string | readonly string[]) {
  const place = document.at(key);
  return place === null ? { line: null } : { line: place.line, column: place.column };
}

/**
 * Where the next start would keep images; null where it cannot be told. Only a rootful engine on
 * Linux has this default (moby daemon/config/config_linux.go).
 */
export function dataRootOf(facts: HostFacts): string | null {
  const { value } = currentOf(facts).held('data-root');
  if (typeof value === 'string') return value;
  const { value: old } = currentOf(facts).held('graph');
  if (typeof old === 'string') return old;
  return facts.layout.daemonJson === '/etc/docker/daemon.json' ? '/var/lib/docker' : null;
}

function badProxies({ proxies }: EngineView): ConfigSeen['badProxies'] {
  return (['https', 'http'] as const).flatMap((scheme) => {
    const parsed = quotedAsHost(parseProxyUrl(proxies[scheme]));
    if (parsed.kind !== 'dropped' && parsed.kind !== 'unusable') return [];
    const { kind, engineText } = parsed;
    return [{ scheme, kind, value: redactUrl(proxies[scheme]), engineText: redact(engineText) }];
  });
}

/** Quotes that came along from a document make the scheme a host name: `“http` (measured). */
function quotedAsHost(parsed: ParsedProxy): ParsedProxy {
  if (parsed.kind !== 'proxy' || !/["'`“”„‘’‚«»]/.test(parsed.proxy.host)) return parsed;
  return { kind: 'unusable', engineText: lookupText(parsed.proxy.host) };
}

function conflictsIn(facts: HostFacts): ConfigSeen['conflicts'] {
  const current = currentOf(facts);
  const keys = [...new Set(current.settings.map(({ key }) => key))];
  return keys.flatMap((key) => {
    const held = current.held(key);
    return held.duplicated ? [{ key, origins: held.settings.map(({ origin }) => origin) }] : [];
  });
}

/**
 * Files of other installations: people edit them, and this one's unit does not read them
 * (moby contrib/init/sysvinit-debian/docker.default says so in its own header).
 */
const elsewhere = ['/etc/default/docker', '/etc/sysconfig/docker'] as const;

function unreadFiles(facts: HostFacts): ConfigSeen['unread'] {
  if (!facts.unit) return [];
  const read = new Set(facts.unit.environmentFiles.map(({ path }) => path));
  return elsewhere.flatMap((path) => {
    const text = textOf(facts, path) ?? '';
    const partly = read.has(path);
    const lines = partly ? skippedLines(text) : text.split('\n').filter(isSetting);
    const shown = lines.map((line) => redact(line.trim()));
    const meant = meantByUnread(text, partly);
    return lines.length === 0 ? [] : [{ path, partly, lines: shown, meant }];
  });
}

/** Lines of the unit and its drop-ins that stand in no section. */
function sectionless(facts: HostFacts): ConfigSeen['unread'] {
  return [...Map.groupBy(idleLines(facts), ({ path }) => path)].map(([path, idle]) => {
    const meant = meantByUnread(
      idle
        .flatMap(({ variables }) => variables.map((one) => `${one.name}=${one.value}\n`))
        .join(''),
      false,
    );
    const lines = idle.map(({ text }) => redact(text.trim()));
    return { path, partly: true, sectionless: true, lines, meant };
  });
}

/** What stands behind the first object of daemon.json, where an engine reads no further. */
function unreadRest(facts: HostFacts): ConfigSeen['unread'] {
  const document = daemonDocument(facts);
  if (document.kind !== 'ok' || document.ignoredFrom === null) return [];
  const path = facts.layout.daemonJson;
  const restFrom = document.ignoredFrom.line;
  const lines = (textOf(facts, path) ?? '').split('\n').slice(restFrom - 1);
  const shown = lines.map((line) => redact(line.trim())).filter((line) => line !== '');
  return [{ path, partly: true, restFrom, lines: shown.slice(0, mostLines) }];
}

/** Enough to recognise it by. */
const mostLines = 20;

/** Lines of an environment file that a shell would take, and systemd does not: `export X=…`. */
function skippedLines(text: string): readonly string[] {
  const lines = text.split('\n');
  return parseEnvironmentFile(text)
    .assignments.filter(({ systemd }) => systemd === null)
    .map(({ line }) => lines[line - 1] ?? '')
    .filter(isSetting);
}

function isSetting(line: string): boolean {
  return assignment.test(line);
}

/** A line that sets something the engine would care about; Debian's file holds comments only. */
const assignment =
  /^\s*(?:export\s+)?(?:DOCKER_OPTS|OPTIONS|other_args|ADD_REGISTRY|BLOCK_REGISTRY|INSECURE_REGISTRY|(?:https?|no)_proxy)\s*\+?=\s*["']?[^\s"']/i;

function droppedAssignments(facts: HostFacts): ConfigSeen['dropped'] {
  if (!facts.unit) return [];
  const files = facts.unit.files.map((path) => ({ path, text: textOf(facts, path) ?? '' }));
  return effectiveUnit(facts.unit.name, files).problems.flatMap(({ kind, name, origin }) => {
    const matters = kind === 'bad-specifier' || (kind === 'specifier' && /proxy/i.test(name ?? ''));
    if (!matters || origin.path === null) return [];
    return [{ path: origin.path, line: origin.line ?? 0, name: name ?? '' }];
  });
}
