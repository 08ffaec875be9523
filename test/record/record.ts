/**
 * `npm run record`: the pictures of docs/images, made anew. Terminal sessions of `setup` on a real
 * host that cannot pull, and what a browser shows of the doctor's report. Needs what the lab needs,
 * and Chromium for the pictures.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLab } from '../lab/lab.ts';
import { takePictures } from './pictures.ts';
import { scenes } from './scenes.ts';
import { breakHost, play } from './session.ts';

const folder = join(import.meta.dirname, '../../docs/images');

await mkdir(folder, { recursive: true });
const lab = await startLab({ hosts: ['forky'] });
try {
  const host = lab.host('forky');
  await breakHost(lab, host);
  await takePictures(host, folder);
  for (const [name, scene] of Object.entries(scenes)) {
    await breakHost(lab, host);
    await writeFile(join(folder, `${name}.cast`), await play(host, scene));
  }
} finally {
  await lab.stop();
}
