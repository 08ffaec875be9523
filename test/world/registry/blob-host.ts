import type { WorldContext } from '../sites/context.ts';
import { type Distortion, distort } from '../sites/distortions.ts';
import { pause } from '../sites/pause.ts';
import { type Exchange, openSite, type Site, type SiteOptions } from '../sites/site.ts';
import { type Pace, sendBlob } from './blob-body.ts';
import type { ContentStore } from './store.ts';

/** The host that registries redirect blob requests to. */
export interface BlobHostOptions extends Omit<SiteOptions, 'delays'> {
  delays?: { accept?: number; tls?: number; blob?: number };
  distort?: Distortion;
  bytesPerSecond?: number;
}

/** Opens a blob host. It serves the blobs of every registry of its world. */
export function openBlobHost(
  context: WorldContext,
  options: BlobHostOptions,
): Promise<Site<BlobHostOptions>> {
  const serve = async (exchange: Exchange) => {
    await pause(options.delays?.blob, context.signal);
    if (options.distort) return distort(options.distort, exchange, context.signal);
    return answer(exchange, { stores: context.stores, pace: paceOf(options, context) });
  };
  return openSite({ context, options, serve });
}

const paceOf = ({ bytesPerSecond }: BlobHostOptions, { signal }: WorldContext) =>
  bytesPerSecond ? { bytesPerSecond, signal } : undefined;

interface Supply {
  stores: ContentStore[];
  pace: Pace | undefined;
}

async function answer(exchange: Exchange, { stores, pace }: Supply) {
  const { request, path, query } = exchange;
  const digest = /^\/blobs\/([^/]+)\/data$/.exec(path)?.[1] ?? '';
  if (!query.has('X-Amz-Signature')) return complain(exchange, 403, 'AccessDenied');
  // S3 and R2 refuse a request that is both signed and authorized: a client that carries its
  // registry token over a redirect fails here, as it does in the world outside.
  if (request.headers.authorization) return complain(exchange, 400, 'InvalidArgument');
  const found = stores.map((store) => store.blob(digest)).find((blob) => blob !== undefined);
  if (!found) return complain(exchange, 404, 'NoSuchKey');
  await sendBlob(exchange, found, { pace });
}

function complain({ response }: Exchange, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
}
