import type { Authority } from '../certificates/authority.ts';
import type { ContentStore } from '../registry/store.ts';
import type { TokenBook } from '../registry/token-book.ts';
import type { Names } from './names.ts';

/** What all servers of one world share. */
export interface WorldContext {
  names: Names;
  authority: Authority;
  /** Signs the client certificates that this world's servers accept. */
  clients: Authority;
  /** Tokens are opaque here, so registry and token server look them up in one book. */
  tokens: TokenBook;
  /** Every registry's content, for the hosts that blobs are redirected to. */
  stores: ContentStore[];
  /** Aborted when the world stops. */
  signal: AbortSignal;
  /** What to stop with the world. */
  closers: Set<() => Promise<void>>;
}
