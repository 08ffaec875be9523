import type { Json } from './json.ts';
import type { Secret } from './secret.ts';

declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** A mirror URL that this engine would accept: scheme, host, no query, fragment or userinfo. */
export type MirrorUrl = Branded<string, 'MirrorUrl'>;
/** `host`, `host:port`, `[v6]:port` exactly as it stands in an image name. */
export type RegistryHost = Branded<string, 'RegistryHost'>;
/** An entry of insecure-registries: `host[:port]` or a CIDR. */
export type InsecureEntry = Branded<string, 'InsecureEntry'>;
/** One or more certificates, PEM, normalised to LF. */
export type CertificatePem = Branded<string, 'CertificatePem'>;

/** What a list should become: exactly these in this order, or what is there with some changed. */
export type ListWish<T> =
  | { readonly kind: 'exactly'; readonly values: readonly T[] }
  | { readonly kind: 'merge'; readonly add: readonly T[]; readonly remove: readonly T[] };

/** A proxy URL taken apart, so that its password is never part of a string by accident. */
export interface ProxyUrl {
  readonly scheme: 'http' | 'https' | 'socks5' | 'socks5h';
  /** host name, IPv4, or IPv6 without brackets */
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: Secret;
}

/** In each wish: absent = leave alone, null = remove, value = make it so. */
export interface ProxiesWish {
  readonly 'http-proxy'?: ProxyUrl | null;
  readonly 'https-proxy'?: ProxyUrl | null;
  /** comma-separated, as the engine reads it */
  readonly 'no-proxy'?: string | null;
  /** a URL that names a user without a password gets the one that the host has for that user */
  readonly 'keep-password'?: true;
}

export interface RegistryWish {
  readonly ca?: CertificatePem | null;
  readonly client?: { readonly certificate: CertificatePem; readonly key: Secret } | null;
  readonly mirrors?: ListWish<MirrorUrl> | null;
}

/** What the user wants this host to be: absent = leave alone, null = remove, value = make it so. */
export interface DesiredState {
  readonly 'registry-mirrors'?: ListWish<MirrorUrl> | null;
  readonly 'insecure-registries'?: ListWish<InsecureEntry> | null;
  readonly proxies?: ProxiesWish | null;
  readonly registries?: ReadonlyMap<RegistryHost, RegistryWish | null>;
  readonly 'system-ca'?: readonly CertificatePem[] | null;
  readonly 'client-proxies'?: ProxiesWish | null;
  readonly 'add-registries'?: ListWish<RegistryHost> | null;
  readonly 'block-registries'?: ListWish<RegistryHost> | null;
  /** any other daemon.json key, with the value it should have */
  readonly daemon?: { readonly [key: string]: Json };
}
