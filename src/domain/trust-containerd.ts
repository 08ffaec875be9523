import type { HostsEntry } from './hosts.ts';
import type { TrustPolicy, TrustSource } from './route.ts';
import { type Said, verbatim } from './said.ts';
import {
  caSource,
  certificatesOf,
  ignoredFile,
  inReadOrder,
  keyPairProblem,
  systemSources,
} from './trust-file.ts';
import type { EngineView, TrustFile } from './view.ts';
import { trustWords } from './words-trust.ts';

/** Certificates a host of the containerd store is given, before anything about verification. */
export interface HostCertificates {
  readonly sources: readonly TrustSource[];
  readonly client: TrustPolicy['client'];
  /** the engine's text when it cannot load them; it ends the whole lookup */
  readonly fatal: string | null;
  /** containerd treats a host with any of them as one that means TLS */
  readonly given: boolean;
}

/**
 * The certificate files of a trust directory without hosts.toml. Stricter than the classic store:
 * a `.crt` that is not PEM is an error, a `.cert` may hold its key itself, a lone `.key` is left.
 * @see containerd core/remotes/docker/config/hosts.go loadCertFiles, updateTLSConfigFromHost;
 * measured on 28.5 and 29.7.2
 */
export function directoryCertificates(files: readonly TrustFile[]): HostCertificates {
  const ordered = inReadOrder(files).filter(({ isFolder }) => !isFolder);
  const authorities = ordered.filter((file) => file.name.endsWith('.crt'));
  const certificates = ordered.filter((file) => file.name.endsWith('.cert'));
  const pairs = certificates.map((file) => {
    const keyName = file.name.replace(/\.cert$/, '.key');
    return { certificate: file, key: ordered.find((other) => other.name === keyName) ?? file };
  });
  const ignored = ordered.flatMap((file) => ignoredFile(file) ?? []);
  return {
    sources: [...authorities.map(caSource), ...ignored],
    client: clientOf(pairs[0]),
    fatal: firstOf([...authorities.map(caFatal), ...pairs.map(pairFatal)]),
    given: authorities.length > 0 || pairs.length > 0,
  };
}

/** A file in the place of the directory ends the lookup (core/remotes/docker/config/hosts.go loadHostDir). */
export function notADirectory(path: string): HostCertificates {
  const fatal = `open ${path}/hosts.toml: not a directory`;
  return { sources: [], client: null, fatal, given: false };
}

/** What a table of hosts.toml names; files beside it that it does not name are not read. */
export function entryCertificates(
  entry: HostsEntry,
  directory: string,
  view: EngineView,
): HostCertificates {
  const fileAt = (written: string) => namedFile(written, directory, view);
  const authorities = (entry.ca ?? []).map(fileAt);
  const pairs = entry.client.map(({ certificate, key }) => ({
    certificate: fileAt(certificate),
    key: fileAt(key ?? certificate),
  }));
  return {
    sources: authorities.map(caSource),
    client: clientOf(pairs[0]),
    fatal: firstOf([...authorities.map(caFatal), ...pairs.map(pairFatal)]),
    given: entry.ca !== null || pairs.length > 0 || entry.skipVerify !== null,
  };
}

/** Files that lie beside a hosts.toml and are not read because of it. */
export function besideHostsToml(files: readonly TrustFile[]): readonly TrustSource[] {
  return inReadOrder(files)
    .filter((file) => file.name.endsWith('.crt'))
    .map((file) => ({
      kind: 'file',
      path: file.path,
      pem: null,
      problem: trustWords.besideHostsToml(file.name),
    }));
}

/** The policy of a host whose certificate is verified. */
export function verified(
  view: EngineView,
  certificates: HostCertificates,
  reason: Said,
): TrustPolicy {
  return {
    verify: true,
    sources: [...systemSources(view), ...certificates.sources],
    client: certificates.client,
    reason,
    fatal: certificates.fatal === null ? null : verbatim(certificates.fatal),
  };
}

interface Pair {
  readonly certificate: TrustFile;
  readonly key: TrustFile;
}

function clientOf(pair: Pair | undefined): TrustPolicy['client'] {
  if (!pair) return null;
  return { certificatePath: pair.certificate.path, keyPath: pair.key.path };
}

function caFatal(file: TrustFile): string | null {
  if (file.bytes === null) return `unable to read CA cert "${file.path}": ${openError(file)}`;
  return certificatesOf(file.bytes) === null ? `unable to load CA cert "${file.path}"` : null;
}

function pairFatal({ certificate, key }: Pair): string | null {
  const unreadable = [certificate, key].find((file) => file.bytes === null);
  if (unreadable) return `unable to read CERT file "${unreadable.path}": ${openError(unreadable)}`;
  const problem = keyPairProblem(certificate, key);
  return problem === null ? null : `failed to load X509 key pair: ${problem}`;
}

/** A file of the directory that could not be read is there; any other may be missing. */
function openError(file: TrustFile): string {
  const cause = file.name === '' ? 'no such file or directory' : 'permission denied';
  return `open ${file.path}: ${cause}`;
}

function namedFile(written: string, directory: string, view: EngineView): TrustFile {
  const path = absolute(written, `${view.certsDir}/${directory}`);
  const beside = view.trustDirectories.get(directory)?.find((file) => file.path === path);
  if (beside) return beside;
  const bytes = view.namedFiles?.get(path);
  // An empty name marks a file that was not found at all.
  const keys = view.namedKeys?.get(path);
  const name = bytes === undefined ? '' : baseName(path);
  return { name, path, bytes: bytes ?? null, ...(keys ? { keys } : {}) };
}

/** @see path/filepath Join, which also cleans `./` and `../` away */
function absolute(written: string, base: string): string {
  const parts = (written.startsWith('/') ? written : `${base}/${written}`).split('/');
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function firstOf(problems: readonly (string | null)[]): string | null {
  return problems.find((problem) => problem !== null) ?? null;
}
