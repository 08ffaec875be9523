// Bundles the program into dist/: in a few parts that load when needed (packaging/bundle.ts), with
// what this very Node compiles of them.
//
//   node build.js            the bundle, and the licences of what is in it
//   node build.js --pack     the same, and package.json without what only a checkout needs
//   node build.js --unpack   puts the checkout's package.json back
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const manifestPath = join(here, 'package.json');
const setAside = join(here, '.package.json.checkout');
const mode = process.argv[2] ?? '';

if (mode === '--unpack') {
  restoreManifest();
} else {
  restoreManifest();
  await bundle();
  if (mode === '--pack') stripManifest();
}

async function bundle() {
  const { bundleParts, bundleStarter, compileParts } = await import('./packaging/bundle.ts');
  const dist = join(here, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const inputs = await bundleParts(dist);
  await bundleStarter('start', join(dist, 'start.cjs'));
  const compiled = join(dist, 'compiled', `${process.versions.v8}-${process.arch}`);
  await compileParts(dist, compiled, process.execPath);
  writeFileSync(join(dist, 'LICENSES.txt'), licences(inputs));
}

/** The licence text of every package that the bundle contains, in the packages' own words. */
function licences(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match?.[1]) folders.add(join(here, match[1]));
  }
  return [...folders]
    .sort()
    .map(licence)
    .join(`\n${'-'.repeat(78)}\n\n`);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const candidates = ['LICENSE', 'license', 'LICENSE.md', 'license.md', 'LICENSE.txt', 'LICENCE'];
  const file = candidates.map((each) => join(folder, each)).find(existsSync);
  const text = file ? readFileSync(file, 'utf8').trim() : `(${basename(folder)} ships no text)`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/**
 * The published package has no dependencies at all: everything is in the bundle, and the Node
 * that a checkout brings along must not reach people who install the package. `postpack` has to
 * stay, because npm reads it from the file as it is then.
 */
function stripManifest() {
  const text = readFileSync(manifestPath, 'utf8');
  const { devDependencies, optionalDependencies, scripts, ...published } = JSON.parse(text);
  writeFileSync(setAside, text);
  const kept = { ...published, scripts: { postpack: scripts.postpack } };
  writeFileSync(manifestPath, `${JSON.stringify(kept, null, 2)}\n`);
}

/** Only a package.json that was stripped is replaced: a left-over copy must not undo an edit. */
function restoreManifest() {
  if (!existsSync(setAside)) return;
  const { devDependencies } = JSON.parse(readFileSync(manifestPath, 'utf8'));
  if (devDependencies === undefined) renameSync(setAside, manifestPath);
  else rmSync(setAside);
}
