import { pack } from 'tar-stream';

export interface TarEntry {
  /** relative, with slashes */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/**
 * A tar archive of files that only their owner may read.
 * @param mtime Unix ms, for all of them: who packs them does not own a clock
 */
export async function tarOf(entries: readonly TarEntry[], mtime: number): Promise<Uint8Array> {
  const archive = pack();
  for (const { name, content } of entries) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    archive.entry({ name, mode: 0o600, mtime: new Date(mtime) }, Buffer.from(bytes));
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return joined(chunks);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
