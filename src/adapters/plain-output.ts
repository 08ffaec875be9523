import { fstatSync, writeSync } from 'node:fs';

/** Where text goes that nobody watches appear. */
export interface PlainOutput {
  readonly isTTY: false;
  write(text: string): void;
}

/** A reader that is slow to empty its pipe is looked at again after this. */
const fullPipeMs = 5;

/**
 * Writes to a pipe, a socket, a file or /dev/null as Node's own streams do on Linux, at once and to the end, without
 * what it takes to load them: that would be a tenth of a run that finds nothing to change.
 * Writing into a pipe whose reader has gone does nothing (`dockcfg … | head` ends quietly).
 *
 * @param loss whether text may be lost on a disk that is full or fails: what a run tells on the way
 * is not worth that a transaction stops half-way, its result is
 * @returns null for what is none of them: a terminal, another device
 */
export function plainOutput(
  fd: number,
  loss: 'may be lost' | 'throws' = 'throws',
): PlainOutput | null {
  if (!isPlain(fd)) return null;
  return {
    isTTY: false,
    write: (text) => {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += written(fd, bytes.subarray(at), loss);
    },
  };
}

/**
 * The kernel's memory devices (linux/Documentation/admin-guide/devices.txt): /dev/null, where cron
 * jobs send what nobody reads, and /dev/full, which is a disk without room.
 */
const memoryDevices = 1;

function isPlain(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return (
      stat.isFIFO() || stat.isFile() || stat.isSocket() || majorOf(stat.rdev) === memoryDevices
    );
  } catch {
    return false;
  }
}

/** As glibc's major() for numbers below 4096. */
function majorOf(device: number): number {
  return (device >> 8) & 0xfff;
}

/** @returns how many bytes need no further care */
function written(fd: number, bytes: Uint8Array, loss: 'may be lost' | 'throws'): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE' || (code !== 'EAGAIN' && loss === 'may be lost')) return bytes.length;
    if (code !== 'EAGAIN') throw error;
    // whoever opened the pipe made it non-blocking
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, fullPipeMs);
    return 0;
  }
}
