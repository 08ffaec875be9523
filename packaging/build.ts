/**
 * Everything that people can download: the executables, archives, Debian packages, SHA256SUMS.
 *
 *   node packaging/build.ts [OUT]
 */
import { join } from 'node:path';
import { buildArchive } from './archive.ts';
import { buildDebian } from './debian.ts';
import { buildStandalone } from './standalone.ts';
import { writeSums } from './sums.ts';
import { architectures, checkout, run } from './toolbox.ts';

const [out = join(checkout, 'packaging/dist')] = process.argv.slice(2);
await run(process.execPath, [join(checkout, 'build.js')]);
const executables = await buildStandalone(out);
const files = [...executables];
for (const [index, architecture] of architectures.entries()) {
  const executable = executables[index] ?? '';
  files.push(await buildArchive(out, architecture, executable));
  files.push(await buildDebian(out, { architecture, executable }));
}
await writeSums(out, files);
for (const file of files) console.log(file);
