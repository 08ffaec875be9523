import type { Image } from '../images/image.ts';
import type { Distortion } from '../sites/distortions.ts';
import type { SiteOptions } from '../sites/site.ts';

/** Everything a registry or mirror can be told. Live: changes hold from the next request on. */
export interface RegistryOptions extends Omit<SiteOptions, 'delays'> {
  images?: Image[];
  auth?: AuthOptions;
  /** The token endpoint this registry has itself, at `/token`. */
  token?: TokenOptions;
  /** How `/v2/` answers; `auth`, the default, goes by `auth`. */
  v2?: V2Behaviour;
  /** Sends everybody on to the same path there, `https://127.0.0.1:40000`. */
  movedTo?: string;
  /** How requests about repositories are met before anything else is looked at. */
  mirror?: MirrorBehaviour;
  blobs?: BlobBehaviour;
  /** Blobs are only to be had from repositories that exist, as it is in a real registry. */
  linkedBlobs?: boolean;
  /** How fast blobs come; as fast as they can, unless said. */
  bytesPerSecond?: number;
  /** Manifests are compressed on the way, and come in chunks. */
  compresses?: boolean;
  /** Whoever asks for a part of a blob gets all of it. */
  ranges?: false;
  push?: 'allowed' | 'denied' | 'unsupported';
  rateLimit?: RateLimit;
  /** The path the whole registry lives under: `/docker.io` serves `/docker.io/v2/…`. */
  basePath?: string;
  /** One stage that answers in a way nobody should. */
  distort?: {
    stage: 'v2' | 'token' | 'manifest' | 'blob';
    how: Distortion;
    /** Only requests of this method; all of them, unless said. */
    method?: 'GET' | 'HEAD';
  };
  /** HEAD of a manifest gets this status, as from a gateway that lets only GET through. */
  headStatus?: number;
  /** Any request for a manifest gets this status, with nothing that explains it. */
  manifestStatus?: number;
  /** What manifests are labelled as, whatever they are; empty: not at all. */
  manifestLabel?: string;
  /** What the answer to HEAD of a manifest leaves out. */
  headLacks?: 'Content-Type' | 'Content-Length';
  /** The digest that headers name for every tag; the true one, unless said. */
  announcedDigest?: string;
  delays?: Delays;
}

/** Milliseconds before each stage. */
export interface Delays {
  accept?: number;
  tls?: number;
  v2?: number;
  token?: number;
  manifest?: number;
  blob?: number;
}

export type AuthOptions = NoAuth | BasicAuth | BearerAuth;

export interface NoAuth {
  kind: 'none';
}

export interface BasicAuth {
  kind: 'basic';
  /** Passwords by name. */
  users: Record<string, string>;
}

export interface BearerAuth {
  kind: 'bearer';
  /** Where tokens are to be had; the registry's own `/token` unless said. */
  realm?: string;
  /** The service that tokens must be for. */
  service?: string;
  /** The service that the challenge names, where it should be a wrong one. */
  announcedService?: string;
  challenge?: Challenge;
}

/** The ways a challenge can be wrong, and one in which it is right. */
export type Challenge = 'right' | 'missing' | 'no-realm' | 'unknown-scheme' | 'cut-off' | 'empty';

export type V2Behaviour =
  | 'auth'
  | 'ok'
  | 'unauthorized'
  | 'not-found'
  | 'html'
  | 'error'
  | { redirect: string };

export type MirrorBehaviour =
  | 'ok'
  | 'unauthorized'
  | 'not-found'
  | 'throttled'
  | 'error'
  | 'html'
  | 'stale'
  | 'hang'
  | { allow: string[] }
  | { prefix: string };

export type BlobBehaviour =
  | 'inline'
  | 'missing'
  | 'truncated'
  | 'corrupted'
  | 'redirect-loop'
  | { redirect: string; status?: 302 | 303 | 307 | 308 };

/** As Docker Hub counts: manifest GETs, and no HEADs. */
export interface RateLimit {
  limit: number;
  remaining: number;
  windowSeconds?: number;
  source?: string;
}

export interface TokenOptions {
  answer?: TokenAnswer;
  /** Passwords by name. */
  users?: Record<string, string>;
  /** Repositories that only users may pull. */
  private?: string[];
  /** Who gets push rights where they are asked for. */
  push?: 'users' | 'anyone' | 'nobody';
  /** Services this server knows; any, unless said. */
  services?: string[];
  expiresInSeconds?: number;
  /** Which field carries the token. */
  field?: 'token' | 'access_token';
}

export type TokenAnswer =
  | 'ok'
  | 'html'
  | 'no-token'
  | 'invalid-json'
  | 'denied'
  | 'throttled'
  | 'error'
  | 'hang';
