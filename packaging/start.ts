/** Starts the program from the files in dist/, where this becomes start.cjs. */
import { readFileSync } from 'node:fs';
import { makeLoader, type PartStore, startProgram } from './loader.ts';

const home = __dirname;
const compiledHere = `${home}/compiled/${process.versions.v8}-${process.arch}`;

/** @returns null when there is no such file */
function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

const files: PartStore = {
  home,
  text: (part) => readFileSync(`${home}/${part}.cjs`, 'latin1'),
  compiled: (part) => bytesOf(`${compiledHere}/${part}.bin`),
};

startProgram(process.argv.slice(2), makeLoader(files, require));
