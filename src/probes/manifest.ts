import { createHash } from 'node:crypto';
import type { Outcome } from '../domain/outcome.ts';
import { type Ask, seenAs } from './ask.ts';
import { type EngineAccent, manifestHeaders, withNamespace } from './engine-request.ts';
import { headerOf, httpSeen, isRecord, maxErrorBody, parseJson } from './http-seen.ts';
import type { ManifestSeen } from './seen.ts';

export interface ManifestWishes {
  /** scheme, host, port and API path: `https://mirror.example/v2` */
  readonly api: string;
  readonly namespace: string | null;
  readonly path: string;
  /** tag or digest */
  readonly object: string;
  readonly accent: EngineAccent;
  readonly authorization: string | null;
}

/** containerd's own limit for a manifest (core/remotes/docker/resolver.go MaxManifestSize). */
const maxManifestBody = 4 * 1024 * 1024;

/** Both stores begin with HEAD, which no rate limit counts. */
export function probeManifestHead(
  ask: Ask,
  wishes: ManifestWishes,
): Promise<Outcome<ManifestSeen>> {
  return probe(ask, wishes, 'HEAD').then(({ outcome }) => outcome);
}

/** The manifest itself, with its digest computed; `body` is null unless it is whole JSON. */
export function probeManifestGet(
  ask: Ask,
  wishes: ManifestWishes,
): Promise<{ readonly outcome: Outcome<ManifestSeen>; readonly body: unknown }> {
  return probe(ask, wishes, 'GET');
}

async function probe(ask: Ask, wishes: ManifestWishes, method: 'GET' | 'HEAD') {
  const { api, namespace, path, object, accent, authorization } = wishes;
  const url = withNamespace(`${api}/${path}/manifests/${object}`, namespace);
  const credentials = authorization ? [['authorization', authorization] as const] : [];
  const outcome = await ask(url, {
    method,
    headers: [...manifestHeaders(accent), ...credentials],
    maxBody: maxManifestBody,
  });
  let body: unknown = null;
  const seen = seenAs(outcome, ({ answer, url: asked, at }): ManifestSeen => {
    const isWhole = method === 'GET' && answer.status === 200 && !answer.truncated;
    if (isWhole) body = parseJson(new TextDecoder().decode(answer.body));
    const shown = { ...answer, body: answer.body.subarray(0, maxErrorBody) };
    return {
      ...httpSeen(shown, { method, url: asked }, at),
      size: answer.body.length,
      mediaType: headerOf(answer, 'content-type').split(';', 1)[0]?.trim() ?? '',
      digest: headerOf(answer, 'docker-content-digest') || null,
      contentDigest: isWhole ? sha256(answer.body) : null,
      isJson: method === 'GET' ? isRecord(body) : null,
    };
  });
  return { outcome: seen, body };
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** takes what runs there as well, and what says nothing of platforms */
  readonly takesKin?: true;
}

/** What a processor runs beside its own (github.com/containerd/platforms compare.go platformVector). */
const kin: { readonly [architecture: string]: string } = { amd64: '386', arm64: 'arm' };

/**
 * The manifest an index holds for a platform; null when it has none. What names the platform
 * itself comes before its kin, and that before what names none
 * (moby daemon/internal/distribution/pull_v2_unix.go filterManifests; measured on 26.1 and 28.5).
 */
export function pickPlatform(index: unknown, platform: Platform): string | null {
  const manifests = isRecord(index) && Array.isArray(index.manifests) ? index.manifests : [];
  const entries = (manifests as unknown[]).filter(isRecord);
  const { os, architecture, takesKin = false } = platform;
  const named = (wanted: string | undefined) =>
    entries.find((entry) => isFor(entry, { os, architecture: wanted }));
  const other = takesKin ? (named(kin[architecture]) ?? entries.find(saysNothing)) : undefined;
  const found = named(architecture) ?? other;
  return found ? digestOf(found) : null;
}

type Entry = { readonly [key: string]: unknown };

function isFor({ platform }: Entry, wanted: { os: string; architecture: string | undefined }) {
  if (!isRecord(platform) || wanted.architecture === undefined) return false;
  return platform.os === wanted.os && platform.architecture === wanted.architecture;
}

function saysNothing({ platform }: Entry): boolean {
  return !isRecord(platform) || !(platform.os || platform.architecture);
}

/** Whether a manifest is a list of others. */
export function isIndex(body: unknown): boolean {
  return isRecord(body) && Array.isArray(body.manifests);
}

export interface BlobChoice {
  readonly digest: string;
  readonly size: number;
}

/** The smallest blob of an image: config or layer; null when the manifest names none. */
export function smallestBlob(manifest: unknown): BlobChoice | null {
  if (!isRecord(manifest)) return null;
  const layers = Array.isArray(manifest.layers) ? (manifest.layers as unknown[]) : [];
  const choices = [manifest.config, ...layers].flatMap((entry) => {
    const digest = isRecord(entry) ? digestOf(entry) : null;
    const size = isRecord(entry) && typeof entry.size === 'number' ? entry.size : null;
    return digest !== null && size !== null ? [{ digest, size }] : [];
  });
  return choices.toSorted((a, b) => a.size - b.size)[0] ?? null;
}

/** Only digests of the known shape: they become part of a URL. */
function digestOf(entry: { readonly [key: string]: unknown }): string | null {
  const { digest } = entry;
  return typeof digest === 'string' && /^sha(?:256|384|512):[0-9a-f]{64,128}$/.test(digest)
    ? digest
    : null;
}
