import { type EngineVersion, isAtLeast } from './engine.ts';
import type { InsecureVerdict } from './insecure.ts';
import type { TrustPolicy, TrustSource } from './route.ts';
import { type Said, verbatim } from './said.ts';
import { caSource, ignoredFile, inReadOrder, keyPairProblem, systemSources } from './trust-file.ts';
import type { EngineView, TrustFile } from './view.ts';
import { trustWords } from './words-trust.ts';

/**
 * How the classic store judges a registry's or mirror's certificate.
 * @param hostPort as it stands in the image name or mirror URL; the directory has the same name
 * @see moby daemon/pkg/registry/registry.go newTLSConfig, loadTLSConfig; measured on 20.10 and 28.5
 */
export function classicTrust(
  view: EngineView,
  hostPort: string,
  verdict: InsecureVerdict,
): TrustPolicy {
  if (verdict.insecure)
    return unverified(trustWords.insecureClassic(hostPort, verdict.by ?? hostPort));
  const files = view.trustDirectories.get(hostPort);
  const path = `${view.certsDir}/${hostPort}`;
  if (view.filesInPlace?.includes(hostPort)) {
    const fatal = verbatim(`open ${path}: not a directory`);
    return { ...systemOnly(view, trustWords.noDirectory(path)), fatal };
  }
  if (!files) return systemOnly(view, trustWords.noDirectory(path));
  return directoryTrust(view, path, inReadOrder(files));
}

/** Docker Hub's own endpoint: no trust directory is ever read for it in the classic store. */
export function classicHubTrust(view: EngineView): TrustPolicy {
  return systemOnly(view, trustWords.classicHub());
}

/** Nothing is verified, and nothing is read. */
export function unverified(reason: Said): TrustPolicy {
  return { verify: false, sources: [], client: null, reason, fatal: null };
}

/** The system's certificates alone. */
export function systemOnly(view: EngineView, reason: Said): TrustPolicy {
  return { verify: true, sources: systemSources(view), client: null, reason, fatal: null };
}

function directoryTrust(view: EngineView, path: string, files: readonly TrustFile[]): TrustPolicy {
  const sources = files.flatMap((file): TrustSource[] => {
    const ignored = ignoredFile(file);
    if (file.name === 'hosts.toml') return [hostsTomlIgnored(file)];
    if (ignored) return [ignored];
    return file.name.endsWith('.crt') ? [caSource(file)] : [];
  });
  const certificate = files.find((file) => file.name.endsWith('.cert'));
  const fatal = firstFatal(files, view.engine.version);
  return {
    verify: true,
    sources: [...systemSources(view), ...sources],
    client: certificate ? clientOf(certificate) : null,
    reason: trustWords.directory(path),
    fatal: fatal === null ? null : verbatim(fatal),
  };
}

function hostsTomlIgnored(file: TrustFile): TrustSource {
  return { kind: 'file', path: file.path, pem: null, problem: trustWords.hostsTomlClassic() };
}

function clientOf(certificate: TrustFile): NonNullable<TrustPolicy['client']> {
  return {
    certificatePath: certificate.path,
    keyPath: certificate.path.replace(/\.cert$/, '.key'),
  };
}

/** The first file, in the order of their names, that ends the lookup; the engine's own text. */
function firstFatal(files: readonly TrustFile[], version: EngineVersion | null): string | null {
  const problems = files.map((file) => {
    if (file.name.endsWith('.crt')) return unreadable(file);
    if (file.name.endsWith('.cert')) return certificateFatal(file, files, version);
    return file.name.endsWith('.key') ? keyFatal(file, files, version) : null;
  });
  return problems.find((problem) => problem !== null) ?? null;
}

function certificateFatal(
  file: TrustFile,
  files: readonly TrustFile[],
  version: EngineVersion | null,
): string | null {
  const keyName = file.name.replace(/\.cert$/, '.key');
  const key = files.find((candidate) => candidate.name === keyName);
  if (!key) return missingKey(keyName, file.name, version);
  return unreadable(file) ?? unreadable(key) ?? keyPairProblem(file, key);
}

function keyFatal(
  file: TrustFile,
  files: readonly TrustFile[],
  version: EngineVersion | null,
): string | null {
  const name = file.name.replace(/\.key$/, '.cert');
  if (files.some((candidate) => candidate.name === name)) return null;
  const missing = version && !isAtLeast(version, '23.0') ? 'Missing' : 'missing';
  return `${missing} client certificate ${name} for key ${file.name}`;
}

/** The wording at v1.13.1, v20.10.24 and v23.0.0 (registry/registry.go ReadCertsDirectory). */
function missingKey(key: string, certificate: string, version: EngineVersion | null): string {
  const head = `missing key ${key} for client certificate ${certificate}.`;
  if (version === null || isAtLeast(version, '23.0')) {
    return `${head} CA certificates must use the extension .crt`;
  }
  const note = 'Note that CA certificates should use the extension .crt';
  return isAtLeast(version, '17.4') ? `${head} ${note}` : `M${head.slice(1)} ${note}.`;
}

function unreadable(file: TrustFile): string | null {
  if (file.isFolder) return `read ${file.path}: is a directory`;
  return file.bytes === null ? `open ${file.path}: permission denied` : null;
}
