/**
 * The standalone executable's entry. It loads as little as it can: the version needs nothing, and
 * everything else is in the executable as a part that is loaded when it is needed (loader.ts).
 *
 * Whoever calls it may use Node for something else: variables that are meant for that Node must
 * not reach this one, nor what it starts. (NODE_OPTIONS is refused by the executable itself,
 * `execArgvExtension: none`.)
 */
import { getRawAsset } from 'node:sea';
import manifest from '../package.json' with { type: 'json' };
import { answer, makeLoader, type PartStore, startProgram } from './loader.ts';

for (const name of Object.keys(process.env)) {
  if (name.startsWith('NODE_')) delete process.env[name];
}

const assets: PartStore = {
  home: '',
  text: (part) => Buffer.from(getRawAsset(`${part}.cjs`) as ArrayBuffer).toString('latin1'),
  compiled: (part) => {
    const bytes = Buffer.from(getRawAsset(`${part}.bin`) as ArrayBuffer);
    return bytes.length === 0 ? null : bytes;
  },
};

const argv = process.argv.slice(2);
const start = () => startProgram(argv, makeLoader(assets, require));
if (argv[0] === '--version' || argv[0] === '-V') answer(`${manifest.version}\n`, start);
else start();
