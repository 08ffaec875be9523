import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Content } from '../images/content.ts';
import { pause } from '../sites/pause.ts';
import type { Exchange } from '../sites/site.ts';
import { rangeOf } from './ranges.ts';
import { sendEmpty } from './replies.ts';

/** How fast a body goes out. */
export interface Pace {
  bytesPerSecond: number;
  signal: AbortSignal;
}

/** Sends a blob, or the range of it that was asked for. */
export async function sendBlob(
  { request, response }: Exchange,
  { bytes, digest }: Content,
  { pace, ranges = true }: { pace?: Pace | undefined; ranges?: boolean | undefined } = {},
) {
  const wanted = ranges ? request.headers.range : undefined;
  const range = rangeOf(wanted, bytes.length);
  if (!range) return sendEmpty(response, 416, { 'Content-Range': `bytes */${bytes.length}` });
  const part = bytes.subarray(range.start, range.end + 1);
  const partial = wanted !== undefined && part.length < bytes.length;
  response.writeHead(partial ? 206 : 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': part.length,
    ...(ranges ? { 'Accept-Ranges': 'bytes' } : {}),
    'Docker-Content-Digest': digest,
    ...(partial ? { 'Content-Range': `bytes ${range.start}-${range.end}/${bytes.length}` } : {}),
  });
  if (pace && request.method === 'GET') await pipeline(Readable.from(paced(part, pace)), response);
  else response.end(part);
}

/** Often enough to look like a slow line and not like one that stutters. */
const TICK_MS = 20;

async function* paced(bytes: Buffer, { bytesPerSecond, signal }: Pace): AsyncGenerator<Buffer> {
  const step = Math.max(1, Math.round((bytesPerSecond * TICK_MS) / 1000));
  for (let at = 0; at < bytes.length; at += step) {
    yield bytes.subarray(at, at + step);
    await pause(TICK_MS, signal);
  }
}
