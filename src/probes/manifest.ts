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
}

/** The manifest an index holds for a platform; null when it has none. */
export function pickPlatform(index: unknown, platform: Platform): string | null {
  const manifests = isRecord(index) && Array.isArray(index.manifests) ? index.manifests : [];
  for (const entry of manifests as unknown[]) {
    if (!isRecord(entry) || !isRecord(entry.platform)) continue;
    const { os, architecture } = entry.platform;
    if (os === platform.os && architecture === platform.architecture) return digestOf(entry);
  }
  return null;
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
