import { gzipSync } from 'node:zlib';
import { contentOf } from '../images/content.ts';
import { bodyOf, type Call } from './call.ts';
import { ERRORS, refuse, sendEmpty } from './replies.ts';

/** GET, HEAD, PUT and DELETE of a manifest. */
export async function serveManifest(call: Call): Promise<void> {
  const method = call.request.method ?? '';
  if (method === 'GET' || method === 'HEAD') return read(call);
  if (method === 'PUT') return write(call);
  if (method === 'DELETE') return remove(call);
  refuse(call.response, ERRORS.unsupported);
}

function read({ request, response, options, store, route }: Call) {
  const status = (request.method === 'HEAD' && options.headStatus) || options.manifestStatus;
  if (status) return sendEmpty(response, status);
  if (!countPull(request.method ?? '', { options, response })) return;
  const found = find({ options, store, route });
  if (!found) return refuse(response, missing(route.repo, store.tags(route.repo).length > 0));
  const { manifestLabel: label = found.mediaType } = options;
  const packed = options.compresses && /gzip/.test(String(request.headers['accept-encoding']));
  const headers = {
    ...(label === '' ? {} : { 'Content-Type': label }),
    ...(packed ? { 'Content-Encoding': 'gzip' } : { 'Content-Length': found.bytes.length }),
    'Docker-Content-Digest': options.announcedDigest ?? found.digest,
    Etag: `"${found.digest}"`,
  };
  const lacking = request.method === 'HEAD' ? options.headLacks : undefined;
  const sent = Object.entries(headers).filter(([name]) => name !== lacking);
  response.writeHead(200, Object.fromEntries(sent));
  response.end(packed ? gzipSync(found.bytes) : found.bytes);
}

function find({
  options,
  store,
  route: { repo, reference },
}: Pick<Call, 'options' | 'store' | 'route'>) {
  if (options.mirror === 'stale') return store.staleManifest(repo, reference);
  const isAnnounced = reference === options.announcedDigest;
  return store.manifest(repo, isAnnounced ? (store.tags(repo)[0] ?? '') : reference);
}

const missing = (name: string, repoIsKnown: boolean) =>
  repoIsKnown ? ERRORS.manifestUnknown : { ...ERRORS.nameUnknown, detail: { name } };

/** Docker Hub's accounting: a GET costs one pull, a HEAD tells the state for free. */
function countPull(method: string, { options, response }: Pick<Call, 'options' | 'response'>) {
  const { rateLimit } = options;
  if (!rateLimit) return true;
  const exhausted = rateLimit.remaining <= 0;
  if (method === 'GET' && !exhausted) rateLimit.remaining -= 1;
  const window = `;w=${rateLimit.windowSeconds ?? 21600}`;
  response.setHeader('ratelimit-limit', `${rateLimit.limit}${window}`);
  response.setHeader('ratelimit-remaining', `${rateLimit.remaining}${window}`);
  response.setHeader('docker-ratelimit-source', rateLimit.source ?? '192.0.2.1');
  if (!exhausted) return true;
  refuse(response, ERRORS.rateLimited);
  return false;
}

async function write(call: Call): Promise<void> {
  const { request, response, store, route, options } = call;
  const mediaType = request.headers['content-type'] ?? 'application/octet-stream';
  const content = contentOf(mediaType, await bodyOf(call));
  const byDigest = route.reference.includes(':');
  if (byDigest && route.reference !== content.digest) return refuse(response, ERRORS.digestInvalid);
  store.addManifest(route.repo, route.reference, content);
  sendEmpty(response, 201, {
    Location: `${options.basePath ?? ''}/v2/${route.repo}/manifests/${content.digest}`,
    'Docker-Content-Digest': content.digest,
  });
}

function remove({ response, store, route }: Call) {
  if (!store.removeManifest(route.repo, route.reference)) {
    return refuse(response, ERRORS.manifestUnknown);
  }
  sendEmpty(response, 202);
}
