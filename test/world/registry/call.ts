import type { WorldContext } from '../sites/context.ts';
import type { Exchange } from '../sites/site.ts';
import type { RegistryOptions } from './options.ts';
import type { Route } from './routes.ts';
import type { ContentStore } from './store.ts';

/** One request to a registry, with all that is needed to answer it. */
export interface Call extends Exchange {
  context: WorldContext;
  options: RegistryOptions;
  store: ContentStore;
  route: Route;
}

/** Far above anything the world is for; it bounds what a client can make it hold. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** Reads the whole body of a request. */
export async function bodyOf({ request }: Exchange): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('request body too large for this world');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
