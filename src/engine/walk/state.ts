import { hubHost } from '../../domain/endpoint.ts';
import type { Outcome, Stage } from '../../domain/outcome.ts';
import type { Endpoint, Reference, Route } from '../../domain/route.ts';
import { originOf } from '../../probes/ask.ts';
import type { ManifestWishes } from '../../probes/manifest.ts';
import type { Unfit, WalkSeen } from '../../probes/seen.ts';
import type { WalkContext } from './context.ts';
import type { Scout } from './scout.ts';
import type { Visit } from './visit.ts';

export type StageListener = (stage: Stage, outcome: Outcome<unknown> | 'running') => void;

export interface WalkTarget {
  readonly route: Pick<Route, 'reference' | 'startsWith'>;
  readonly endpoint: Endpoint;
  /** false for a bare host: there is no image to ask for */
  readonly hasImage: boolean;
  /** asked for in the place of a blob of the manifest that is found there */
  readonly blob?: BlobWish;
}

/** A blob that another host should have. */
export interface BlobWish {
  readonly digest: string;
  /** bytes; null when unknown */
  readonly size: number | null;
}

/** What has been seen so far. */
export type Draft = {
  -readonly [K in
    | 'v2'
    | 'token'
    | 'manifest'
    | 'content'
    | 'platform'
    | 'prefixed'
    | 'blob']: WalkSeen[K];
} & { withheld?: true; behindHead?: true; unfit?: Unfit; platformUnseen?: true };

/** One walk at work: where to, with what, and how far it has come. */
export interface Walk {
  readonly target: WalkTarget;
  readonly context: WalkContext;
  readonly listen: StageListener;
  readonly trip: Visit;
  /** null where nothing is looked at ahead */
  readonly scout: Scout | null;
  readonly draft: Draft;
}

const earlier = { kind: 'skipped', because: 'earlier' } as const;

/** Before the first stage. */
export function emptyDraft(): Draft {
  return {
    v2: earlier,
    token: earlier,
    manifest: earlier,
    content: earlier,
    platform: null,
    prefixed: null,
    blob: earlier,
  };
}

/** What later requests carry; null where nothing can be carried. */
export interface Authorization {
  readonly header: string | null;
}

export const anonymous: Authorization = { header: null };

/** The repository as this endpoint knows it; the 1.13 fork's search list names its own. */
export function repositoryOf({ endpoint, route }: WalkTarget): Pick<Reference, 'path'> {
  return { path: endpoint.search?.path ?? route.reference.path };
}

/** Docker Hub itself, whose manifests cost a pull. */
export function isHub(endpoint: Endpoint): boolean {
  return endpoint.role === 'upstream' && endpoint.host === hubHost;
}

/**
 * A blob that Docker Hub has served since May 2023: the config of hello-world for linux/amd64.
 * Fetching it shows the way to Hub's blob hosts, and no rate limit counts it, while a manifest
 * GET would be counted (docs.docker.com, Docker Hub usage and limits).
 */
export const hubBlob = {
  path: 'library/hello-world',
  digest: 'sha256:d2c94e258dcb3c5ac2798d32e1249e42ef01cba4841c2234249495f87264ac5a',
  size: 581,
} as const;

/** How to ask this endpoint for the image. */
export function manifestWishes(
  { target, context }: Walk,
  { header }: Authorization,
): ManifestWishes {
  const { endpoint, route } = target;
  const { tag, digest } = route.reference;
  return {
    api: `${originOf(endpoint.url)}${endpoint.apiPath}`,
    namespace: endpoint.namespace,
    path: repositoryOf(target).path,
    object: digest ?? tag ?? 'latest',
    accent: context.accent,
    authorization: header,
  };
}
