/** Starts the program from the files in dist/, where this becomes start.cjs. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { makeLoader, type PartStore, startProgram } from './loader.ts';

const home = __dirname;
const compiledHere = `${home}/compiled/${process.versions.v8}-${process.arch}`;

/** One room for all files, one after the other: memory that is new takes longer than the reading. */
let room = Buffer.alloc(0);

/** @returns the file's bytes, which are others after the next call */
function bytesOf(file: string): Buffer {
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    if (room.length < size) room = Buffer.allocUnsafeSlow(size);
    let end = 0;
    for (let read = -1; read !== 0 && end < size; end += read)
      read = readSync(fd, room, end, size - end, null);
    return room.subarray(0, end);
  } finally {
    closeSync(fd);
  }
}

const files: PartStore = {
  home,
  text: (part) => bytesOf(`${home}/${part}.cjs`).toString('latin1'),
  compiled: (part) => {
    try {
      return bytesOf(`${compiledHere}/${part}.bin`);
    } catch {
      return null;
    }
  },
};

startProgram(process.argv.slice(2), makeLoader(files, require));
