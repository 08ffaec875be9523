import type { EngineIdentity } from './engine.ts';
import type { HostsTomlResult } from './hosts.ts';

/** A trust directory's file: name, and text when it could be read. */
export interface TrustFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array | null;
  /** where it may be half of a client's pair; absent where nobody looked */
  readonly keys?: FileKeys;
  /** it is a folder, of which nothing is read */
  readonly isFolder?: true;
}

/** The public halves of the first certificate and the first private key of a file; null without. */
export interface FileKeys {
  readonly certified: PublicKey | 'unreadable' | null;
  readonly held: PublicKey | 'unreadable' | 'encrypted' | null;
}

export interface PublicKey {
  /** `rsa`, `ec`, `ed25519` */
  readonly type: string;
  readonly sha256: string;
}

/**
 * The configuration a pull depends on, from one point of view: the running engine, the files as
 * the next start would read them, or a profile not applied yet. Routes are computed from this.
 */
export interface EngineView {
  readonly of: 'running' | 'files' | 'profile';
  readonly engine: EngineIdentity;
  readonly mirrors: readonly string[];
  readonly insecure: readonly string[];
  /** proxy variables as the engine's process has them after daemon.json is merged in */
  readonly proxies: { readonly http: string; readonly https: string; readonly no: string };
  /** directory name under certs.d → its files */
  readonly certsDir: string;
  readonly trustDirectories: ReadonlyMap<string, readonly TrustFile[]>;
  /** names under certs.d that are files, where the engine wants directories; absent: none */
  readonly filesInPlace?: readonly string[];
  /** directory name under certs.d → its non-empty hosts.toml; absent where there is none */
  readonly hostsToml?: ReadonlyMap<string, HostsTomlResult>;
  /** files a hosts.toml names outside its own directory: path → bytes, null when unreadable */
  readonly namedFiles?: ReadonlyMap<string, Uint8Array | null>;
  /** of those that are a client's */
  readonly namedKeys?: ReadonlyMap<string, FileKeys>;
  /** the system bundle's path and text; null when none was found */
  readonly systemTrust: { readonly path: string; readonly pem: string } | null;
  /** the fork's lists; empty elsewhere */
  readonly addRegistries: readonly string[];
  readonly blockRegistries: readonly string[];
}
