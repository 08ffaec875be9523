import type { HostFacts } from '../../domain/facts.ts';
import { splitHostPort } from '../../domain/host-port.ts';
import { parseReference } from '../../domain/reference.ts';
import type { TrustPolicy } from '../../domain/route.ts';
import { routeFor } from '../../domain/routes.ts';
import type { Said } from '../../domain/said.ts';
import { ignoredFile } from '../../domain/trust-file.ts';
import type { EngineView, TrustFile } from '../../domain/view.ts';
import { type CertificateFacts, describeCertificate } from '../../formats/certificate.ts';
import { readCertificates } from '../../formats/pem.ts';
import { hostOfFolder } from '../../targets/hosts-files.ts';
import { systemTrust } from '../../targets/system-trust.ts';
import { caWords } from './words.ts';

/** What a file of a trust directory is for. */
export type CaUse = 'ca' | 'client-certificate' | 'client-key' | 'hosts.toml' | 'other';

export interface CaFile {
  readonly path: string;
  readonly use: CaUse;
  /** `breaks`: every pull from the registry fails because of it */
  readonly state: 'read' | 'ignored' | 'breaks';
  readonly why: Said | null;
  readonly certificates: readonly CertificateFacts[];
}

/** One directory of certs.d. */
export interface CaDirectory {
  /** the registry it is for, as it stands in image names */
  readonly host: string;
  readonly path: string;
  /** what a person would not expect of it */
  readonly notes: readonly Said[];
  readonly files: readonly CaFile[];
}

export interface CaInventory {
  readonly directories: readonly CaDirectory[];
  readonly system: {
    /** the bundle that the engine starts from; null when none was found */
    readonly path: string | null;
    readonly count: number;
    /** what an administrator added to it */
    readonly added: readonly {
      readonly path: string;
      readonly certificates: readonly CertificateFacts[];
    }[];
  };
}

/** What is installed for registries on this host, and what of it this engine and store read. */
export function listCas(facts: HostFacts, view: EngineView): CaInventory {
  const names = [...view.trustDirectories.keys()];
  return {
    directories: names.map((name) => directoryOf(name, view)),
    system: {
      path: view.systemTrust?.path ?? null,
      count: view.systemTrust?.pem.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0,
      added: systemTrust.read(facts).map(({ origin, value }) => ({
        path: origin.path ?? '',
        certificates: certificatesIn(new TextEncoder().encode(String(value))),
      })),
    },
  };
}

function directoryOf(name: string, view: EngineView): CaDirectory {
  const host = view.engine.store === 'containerd' ? hostOfFolder(name) : name;
  const path = `${view.certsDir}/${name}`;
  const files = view.trustDirectories.get(name) ?? [];
  const trust = trustOf(host, view);
  if (trust === null) {
    const why = caWords.noImageName(name);
    return { host, path, notes: [why], files: files.map((file) => unreadBecause(file, null)) };
  }
  const place = { name, view, trust };
  return {
    host,
    path,
    notes: notesOn(host, path, view),
    files: files.map((file) => fileOf(file, place)),
  };
}

/** How the engine judges the registry of that name; null where no image can name it. */
function trustOf(host: string, view: EngineView): TrustPolicy | null {
  const parsed = parseReference(`${host}/dockcfg`);
  if ('problem' in parsed || parsed.reference.domain !== host) return null;
  const { endpoints } = routeFor(parsed.reference, { ...view, mirrors: [] });
  return (
    endpoints.findLast(({ role, fallback }) => role === 'upstream' && !fallback)?.trust ?? null
  );
}

function notesOn(host: string, path: string, view: EngineView): readonly Said[] {
  const split = splitHostPort(host);
  const isDefault = split?.port === '443' || split?.port === '80';
  return [
    ...(isDefault ? [caWords.defaultPort(host, split.host)] : []),
    ...(isUnreadMirror(host, path, view) ? [caWords.notForMirror(host)] : []),
  ];
}

/** A mirror shares Docker Hub's client in the containerd store, and its own directory is not read. */
function isUnreadMirror(host: string, path: string, view: EngineView): boolean {
  const parsed = parseReference('docker.io/library/dockcfg');
  if ('problem' in parsed) return false;
  const { endpoints } = routeFor(parsed.reference, view);
  const mirrors = endpoints.filter(
    ({ role, url }) => role === 'mirror' && URL.canParse(url) && new URL(url).host === host,
  );
  const reads = mirrors.some(({ trust }) =>
    trust.sources.some((source) => source.path.startsWith(`${path}/`)),
  );
  return mirrors.length > 0 && !reads;
}

interface Place {
  readonly name: string;
  readonly view: EngineView;
  readonly trust: TrustPolicy;
}

function fileOf(file: TrustFile, { name, view, trust }: Place): CaFile {
  const use = useOf(file);
  const found = { path: file.path, use, certificates: certificatesIn(file.bytes) };
  // The engine names the file that it stumbles over, with its path or without.
  if (trust.fatal?.en.includes(file.name)) return { ...found, state: 'breaks', why: trust.fatal };
  const source = trust.sources.find(({ path }) => path === file.path);
  if (source?.pem) return { ...found, state: 'read', why: null };
  if (file.bytes === null) return { ...found, state: 'ignored', why: caWords.unreadable() };
  if (use === 'hosts.toml' && view.hostsToml?.get(name)?.kind === 'parsed' && !source) {
    return { ...found, state: 'read', why: null };
  }
  const isPair = use === 'client-certificate' || use === 'client-key';
  if (isPair && trust.verify) return { ...found, state: 'read', why: null };
  return unreadBecause(file, source?.problem ?? caWords.notRead(trust.reason));
}

function unreadBecause(file: TrustFile, why: Said | null): CaFile {
  const known = ignoredFile(file)?.problem ?? why;
  const certificates = certificatesIn(file.bytes);
  return { path: file.path, use: useOf(file), state: 'ignored', why: known, certificates };
}

function useOf({ name }: TrustFile): CaUse {
  if (name === 'hosts.toml') return name;
  if (name.endsWith('.crt')) return 'ca';
  if (name.endsWith('.cert')) return 'client-certificate';
  return name.endsWith('.key') ? 'client-key' : 'other';
}

/** In whatever form they are: also those that no engine reads are worth showing. */
function certificatesIn(bytes: Uint8Array | null): readonly CertificateFacts[] {
  const found = bytes === null ? null : readCertificates(bytes);
  if (found?.kind !== 'certificates') return [];
  return found.ders.flatMap((der) => describeCertificate(der) ?? []);
}
