import type { EngineIdentity } from '../../domain/engine.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { HostsTomlResult } from '../../domain/hosts.ts';
import { proxySettingsOf } from '../../domain/proxy.ts';
import type { EngineView, TrustFile } from '../../domain/view.ts';
import { readHostsToml } from '../../formats/hosts-toml.ts';
import { keysIn } from '../../formats/key-file.ts';
import { filesNamedByHostsToml } from '../../targets/hosts-files.ts';
import type { ProxyKey } from '../../targets/proxy-keys.ts';
import { systemRoots } from '../../targets/system-bundle.ts';
import { textOf } from '../../targets/text.ts';
import { maskedAsEngine } from '../masked.ts';
import { type Current, currentOf } from '../placement/current.ts';
import { textsOf } from '../placement/wants.ts';
import { goMinorFor, platformOf } from '../walk/context.ts';

/**
 * The configuration a pull depends on.
 * @param of `running`: what the engine at work has now (what the files say, where it is silent);
 * `files`: what its next start would read
 */
export function viewOf(facts: HostFacts, of: 'running' | 'files'): EngineView {
  const files = filesView(facts);
  return of === 'running' && facts.info ? runningView(facts, files) : files;
}

function filesView(facts: HostFacts): EngineView {
  const current = currentOf(facts);
  return {
    of: 'files',
    engine: engineOf(facts),
    mirrors: textsOf(current.held('registry-mirrors').value),
    insecure: textsOf(current.held('insecure-registries').value),
    proxies: {
      http: proxyText(current, 'http-proxy'),
      https: proxyText(current, 'https-proxy'),
      no: proxyText(current, 'no-proxy'),
    },
    certsDir: facts.layout.certsDir,
    trustDirectories: trustDirectories(facts),
    filesInPlace: filesInPlace(facts),
    hostsToml: hostsTomls(facts),
    namedFiles: namedFiles(facts),
    namedKeys: namedKeys(facts),
    systemTrust: systemRoots(facts),
    addRegistries: textsOf(current.held('add-registries').value),
    blockRegistries: textsOf(current.held('block-registries').value),
  };
}

/** With what only a running engine tells: the Go it was built with, and what it pulls for. */
function engineOf(facts: HostFacts): EngineIdentity {
  const { version } = facts.engine;
  if (!facts.info) return facts.engine;
  const { os, architecture } = platformOf(facts);
  return {
    ...facts.engine,
    version: version && { ...version, goMinor: goMinorFor(facts) },
    platform: `${os}/${architecture}`,
  };
}

function proxyText(current: Current, key: ProxyKey): string {
  const { value } = current.held(key);
  return typeof value === 'string' ? value : '';
}

/** Trust directories are read at every pull, so they are the same for what runs. */
function runningView(facts: HostFacts, files: EngineView): EngineView {
  const { info } = facts;
  if (!info) return files;
  const process = proxySettingsOf(facts.process?.environment ?? {});
  const unmask = (shown: string, ...known: readonly string[]) =>
    known.find((text) => maskedAsEngine(text) === maskedAsEngine(shown)) ?? shown;
  return {
    ...files,
    of: 'running',
    mirrors: info.mirrors,
    insecure: info.insecure,
    proxies: {
      http: unmask(info.httpProxy, files.proxies.http, process.http),
      https: unmask(info.httpsProxy, files.proxies.https, process.https),
      no: info.noProxy,
    },
  };
}

function trustDirectories(facts: HostFacts): EngineView['trustDirectories'] {
  const { certsDir } = facts.layout;
  const names = facts.directories.get(`${certsDir}/`) ?? [];
  return new Map(names.map((name) => [name, trustFiles(facts, `${certsDir}/${name}`)]));
}

/** Every hosts.toml that says anything, as the containerd store would read it. */
function hostsTomls(facts: HostFacts): ReadonlyMap<string, HostsTomlResult> {
  const names = facts.directories.get(`${facts.layout.certsDir}/`) ?? [];
  return new Map(
    names.flatMap((name) => {
      const text = textOf(facts, `${facts.layout.certsDir}/${name}/hosts.toml`) ?? '';
      return text === '' ? [] : [[name, readHostsToml(text)] as const];
    }),
  );
}

/** The files those name outside their own folder; what is not there at all has no entry. */
function namedFiles(facts: HostFacts): ReadonlyMap<string, Uint8Array | null> {
  return new Map(
    filesNamedByHostsToml(facts).flatMap((path) => {
      const state = facts.files.get(path)?.state;
      if (!state || state.kind === 'absent') return [];
      return [[path, state.kind === 'file' ? state.bytes : null] as const];
    }),
  );
}

/** Keys are looked at where a file may be half of a client's pair, and nowhere else. */
function namedKeys(facts: HostFacts): NonNullable<EngineView['namedKeys']> {
  return new Map(
    [...namedFiles(facts)].flatMap(([path, bytes]) => (bytes ? [[path, keysIn(bytes)]] : [])),
  );
}

/** A hosts.toml can make any file beside it half of a client's pair. */
function trustFiles(facts: HostFacts, directory: string): readonly TrustFile[] {
  const names = facts.directories.get(`${directory}/`) ?? [];
  const isNamed = names.includes('hosts.toml');
  return names.map((name) => {
    const path = `${directory}/${name}`;
    const state = facts.files.get(path)?.state;
    const bytes = state?.kind === 'file' ? state.bytes : null;
    const isPair = bytes !== null && (isNamed || /\.(cert|key)$/.test(name));
    const isFolder = state?.kind === 'unreadable' && state.code === 'EISDIR';
    return {
      ...{ name, path, bytes },
      ...(isPair ? { keys: keysIn(bytes) } : {}),
      ...(isFolder ? { isFolder } : {}),
    };
  });
}

/** Where a file stands in the place of a trust directory. */
function filesInPlace(facts: HostFacts): readonly string[] {
  const { certsDir } = facts.layout;
  const names = facts.directories.get(`${certsDir}/`) ?? [];
  return names.filter((name) => facts.files.get(`${certsDir}/${name}`)?.state.kind === 'file');
}
