import type { Socket } from 'node:net';

/** Reads exact numbers of bytes from a socket, for protocols that count them. */
export interface ByteReader {
  read(size: number): Promise<Buffer>;
  /** Leaves what was not read to whoever uses the socket next. */
  release(): void;
}

/** Takes over reading from a socket until released. */
export function createByteReader(socket: Socket): ByteReader {
  let held = Buffer.alloc(0);
  let wake = () => {};
  let ended = false;
  const take = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    wake();
  };
  const end = () => {
    ended = true;
    wake();
  };
  socket.on('data', take).once('close', end).once('end', end);
  return {
    async read(size) {
      while (held.length < size) {
        if (ended) throw new Error('the socket ended in the middle of a message');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const part = held.subarray(0, size);
      held = held.subarray(size);
      return part;
    },
    release() {
      socket.off('data', take).pause();
      if (held.length > 0) socket.unshift(held);
    },
  };
}
