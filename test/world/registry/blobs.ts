import type { ServerResponse } from 'node:http';
import type { Content } from '../images/content.ts';
import { type Pace, sendBlob } from './blob-body.ts';
import type { Call } from './call.ts';
import type { BlobBehaviour } from './options.ts';
import { ERRORS, refuse, sendEmpty } from './replies.ts';

const SPOILED: BlobBehaviour[] = ['truncated', 'corrupted'];

/** GET and HEAD of a blob, in the way this registry hands out blobs. */
export async function serveBlob(call: Call) {
  const { request, response, options, store, route } = call;
  const method = request.method ?? '';
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, ERRORS.unsupported);
  const behaviour = options.blobs ?? 'inline';
  const found = behaviour === 'missing' ? undefined : store.blob(route.reference);
  if (!found) return refuse(response, ERRORS.blobUnknown);
  // A HEAD has no body to spoil, but it is redirected like a GET, as distribution does it.
  if (method === 'HEAD' && SPOILED.includes(behaviour)) return sendBlob(call, found);
  await hand({ call, behaviour, found });
}

interface Handing {
  call: Call;
  behaviour: BlobBehaviour;
  found: Content;
}

async function hand({ call, behaviour, found }: Handing) {
  if (behaviour === 'truncated') return sendHalf(call.response, found);
  if (behaviour === 'redirect-loop') return redirectToItself(call);
  if (typeof behaviour === 'object') {
    const location = signedUrl(behaviour.redirect, found.digest);
    return sendEmpty(call.response, behaviour.status ?? 307, { Location: location });
  }
  const bytes = behaviour === 'corrupted' ? corrupted(found.bytes) : found.bytes;
  await sendBlob(call, { ...found, bytes }, { pace: paceOf(call), ranges: call.options.ranges });
}

const paceOf = ({ options: { bytesPerSecond }, context: { signal } }: Call): Pace | undefined =>
  bytesPerSecond ? { bytesPerSecond, signal } : undefined;

function sendHalf(response: ServerResponse, { bytes }: Content): void {
  response.writeHead(200, { 'Content-Length': bytes.length });
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.write(half, () => response.destroy());
}

function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}

function redirectToItself({ response, entry, query }: Call): void {
  const turn = Number(query.get('turn') ?? 0) + 1;
  const [path] = entry.url.split('?');
  sendEmpty(response, 307, { Location: `${path}?turn=${turn}` });
}

/** Shaped like an S3 URL: everything that must never be shown is in its query. */
function signedUrl(base: string, digest: string): string {
  const url = new URL(`/blobs/${digest}/data`, base);
  url.search = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'WORLDACCESSKEY/20261120/auto/s3/aws4_request',
    'X-Amz-Expires': '1200',
    'X-Amz-Signature': 'c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ff',
  }).toString();
  return url.href;
}
