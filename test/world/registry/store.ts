import { randomUUID } from 'node:crypto';
import { type Content, contentOf } from '../images/content.ts';
import { type Image, staleVersionOf } from '../images/image.ts';

/** What a registry holds. Blobs are shared by all repositories; nothing here checks access. */
export interface ContentStore {
  blob(digest: string): Content | undefined;
  addBlob(content: Content): void;
  /** By tag or digest. */
  manifest(repo: string, reference: string): Content | undefined;
  addManifest(repo: string, reference: string, content: Content): void;
  removeManifest(repo: string, reference: string): boolean;
  /** An older version of what a tag points to: pulls, but has another digest. */
  staleManifest(repo: string, reference: string): Content | undefined;
  repositories(): string[];
  tags(repo: string): string[];
  addImage(image: Image): void;
  uploads: Uploads;
}

/** Blobs on their way in. */
export interface Uploads {
  begin(): string;
  append(id: string, bytes: Buffer): number | undefined;
  take(id: string): Buffer | undefined;
  size(id: string): number | undefined;
}

/** An empty store. */
export function createStore(): ContentStore {
  const blobs = new Map<string, Content>();
  const repos = new Map<string, Map<string, Content>>();
  const manifestsOf = (repo: string) => {
    const found = repos.get(repo) ?? new Map<string, Content>();
    repos.set(repo, found);
    return found;
  };
  const store: ContentStore = {
    blob: (digest) => blobs.get(digest),
    addBlob: (content) => void blobs.set(content.digest, content),
    manifest: (repo, reference) => repos.get(repo)?.get(reference),
    addManifest(repo, reference, content) {
      manifestsOf(repo).set(reference, content).set(content.digest, content);
    },
    removeManifest: (repo, reference) => repos.get(repo)?.delete(reference) ?? false,
    staleManifest(repo, reference) {
      const fresh = repos.get(repo)?.get(reference);
      if (!fresh || reference.startsWith('sha256:')) return fresh;
      const stale = staleVersionOf(fresh);
      manifestsOf(repo).set(stale.digest, stale);
      return stale;
    },
    repositories: () => [...repos.keys()].sort(),
    tags: (repo) => [...(repos.get(repo)?.keys() ?? [])].filter((key) => !key.includes(':')),
    addImage({ repo, tag, top, manifests, blobs: parts }) {
      for (const part of parts) store.addBlob(part);
      for (const manifest of manifests) manifestsOf(repo).set(manifest.digest, manifest);
      store.addManifest(repo, tag, top);
    },
    uploads: createUploads(),
  };
  return store;
}

function createUploads(): Uploads {
  const open = new Map<string, Buffer>();
  return {
    begin() {
      const id = randomUUID();
      open.set(id, Buffer.alloc(0));
      return id;
    },
    append(id, bytes) {
      const held = open.get(id);
      if (!held) return undefined;
      open.set(id, Buffer.concat([held, bytes]));
      return held.length + bytes.length;
    },
    take(id) {
      const held = open.get(id);
      open.delete(id);
      return held;
    },
    size: (id) => open.get(id)?.length,
  };
}

/** A blob as it was uploaded: its type is known only to the manifest that will name it. */
export const uploadedBlob = (bytes: Buffer) => contentOf('application/octet-stream', bytes);
