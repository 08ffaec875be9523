import { engineVariable } from '../domain/engine-environment.ts';
import type { HostFacts } from '../domain/facts.ts';
import { systemBundlePaths, systemFolders } from '../domain/trust-stores.ts';
import { textOf } from './text.ts';

/** What Debian's and Alpine's tool links from there, under the same names, it also puts into the bundle. */
const linkedFolders = ['/usr/share/ca-certificates/mozilla/', '/usr/local/share/ca-certificates/'];

type Known = Pick<HostFacts, 'files' | 'directories' | 'unit' | 'process'>;

/** What has to be read of a host, as far as it is known where to look. */
export function systemRootPaths(facts: Known): readonly string[] {
  const own = engineVariable(facts, 'SSL_CERT_FILE');
  return [
    ...systemBundlePaths,
    ...(own ? [own] : []),
    ...foldersOf(facts),
    ...linkedFolders,
    ...filesInFolders(facts),
  ];
}

/**
 * The certificates that the engine's process takes for the system's: the bundle, and what lies in
 * the folders beside it (go src/crypto/x509/root_unix.go loadSystemRoots).
 * @returns null when there are none, or they were not gathered
 */
export function systemRoots(facts: Known): SystemRoots | null {
  const bundle = systemBundle(facts);
  const beside = filesInFolders(facts).flatMap((path): readonly SystemRoots[] => {
    const pem = textOf(facts, path);
    // RHEL keeps the bundle itself in such a folder, under several names
    const isNew = pem?.includes('BEGIN CERTIFICATE') && !bundle?.pem.includes(pem.trim());
    return isNew && pem ? [{ path, pem }] : [];
  });
  const [first] = bundle ? [bundle] : beside;
  if (!first) return null;
  const all = [...(bundle ? [bundle] : []), ...beside];
  return { path: first.path, pem: all.map(({ pem }) => `${pem.trimEnd()}\n`).join('') };
}

interface SystemRoots {
  /** of the bundle, or of the first file without one */
  readonly path: string;
  readonly pem: string;
}

/**
 * The bundle the engine's process would load. `SSL_CERT_FILE` in its environment takes the place
 * of the list (go src/crypto/x509/root_unix.go).
 * @returns null when there is none, or it was not gathered
 */
export function systemBundle(facts: Pick<Known, 'files' | 'unit' | 'process'>): SystemRoots | null {
  const own = engineVariable(facts, 'SSL_CERT_FILE');
  for (const path of own ? [own] : systemBundlePaths) {
    const pem = textOf(facts, path);
    if (pem !== null) return { path, pem };
  }
  return null;
}

/** Links that c_rehash makes, `0a1b2c3d.0`; Go passes over links within a folder. */
const hashLink = /^[0-9a-f]{8}\.\d+$/;

/** A folder with more files than people lay there was filled by a tool, from what the bundle has. */
const manyFiles = 40;

function filesInFolders(facts: Known): readonly string[] {
  const listed = (folder: string) => facts.directories.get(folder) ?? [];
  const linked = new Set(linkedFolders.flatMap(listed).map((name) => name.replace(/\.crt$/, '')));
  return foldersOf(facts).flatMap((folder) => {
    const names = listed(folder).filter(
      (name) =>
        !hashLink.test(name) && !linked.has(name.replace(/^ca-cert-/, '').replace(/\.pem$/, '')),
    );
    return names.length > manyFiles ? [] : names.map((name) => folder + name);
  });
}

function foldersOf(facts: Pick<Known, 'unit' | 'process'>): readonly string[] {
  const own = engineVariable(facts, 'SSL_CERT_DIR');
  if (!own) return systemFolders;
  const folders = own.split(':').filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => folder.replace(/\/*$/, '/'));
}
