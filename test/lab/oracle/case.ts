/** What is drawn: a host, the servers around it, and an image to pull. All of it is plain data. */
import type { TlsKind } from '../../world/certificates/presented.ts';
import type { RegistryOptions, TokenOptions } from '../../world/registry/options.ts';
import type { ProxyPlace, RegistryPlace, TokenPlace } from './places.ts';

export interface Case {
  readonly seed: number;
  /** The same for a few cases in a row, because it takes a restart of the engine. */
  readonly start: Start;
  readonly image: ImageWish;
  readonly mirrors: readonly string[];
  readonly insecure: readonly string[];
  /** Files below certs.d, by folder and name. */
  readonly trust: { readonly [folder: string]: { readonly [file: string]: TrustContent } };
  readonly servers: Servers;
  /** Root's `docker login`; null for none. */
  readonly login: Login | null;
}

export interface Login {
  /** As `docker login` is told: a registry's host, or `docker.io`. */
  readonly registry: string;
  /** Whether the password is the one that the servers know. */
  readonly right: boolean;
}

/** What the engine takes up when it starts, and not before. */
export interface Start {
  readonly proxies: { readonly http?: string; readonly https?: string; readonly no?: string };
  /** Where the proxies are written. */
  readonly proxiesIn: 'environment' | 'daemon.json';
  /** Whether the host's bundle holds the authority of the public servers. */
  readonly trustsPublic: boolean;
}

export interface ImageWish {
  /** Domain and path as they are typed, `r1.lab/team/app`. */
  readonly name: string;
  /** The repository as a registry knows it. */
  readonly repo: string;
  readonly tag: string;
  readonly by: 'tag' | 'digest' | 'both' | 'nothing';
  readonly shape: 'manifest' | 'index' | 'foreign-index';
  readonly format: 'docker' | 'oci';
}

/** What a file of certs.d holds. */
export type TrustContent =
  | 'private-ca'
  | 'public-ca'
  | 'der'
  | 'garbage'
  | 'empty'
  | 'client-certificate'
  | 'client-key'
  | { readonly text: string };

export interface Servers {
  readonly registries: { readonly [P in RegistryPlace]: RegistryState };
  readonly tokens: { readonly [P in TokenPlace]: TokenState };
  readonly blobs: { readonly tls: TlsState };
  readonly proxies: { readonly [P in ProxyPlace]: ProxyState };
}

export interface TlsState {
  readonly kind: TlsKind;
  readonly by: 'public' | 'private';
}

export interface RegistryState {
  readonly tls: TlsState;
  readonly accept?: NonNullable<RegistryOptions['accept']>;
  /** `foreign`: the image for another platform. */
  readonly has: 'image' | 'repository' | 'foreign' | 'nothing';
  readonly options: Pick<
    RegistryOptions,
    'auth' | 'token' | 'v2' | 'mirror' | 'blobs' | 'rateLimit' | 'basePath' | 'distort' | 'movedTo'
  >;
}

export interface TokenState {
  readonly tls: TlsState;
  readonly options: Pick<TokenOptions, 'answer' | 'private' | 'users'>;
}

export interface ProxyState {
  readonly answer: 'ok' | 502 | 503;
  readonly blocked: readonly string[];
}
