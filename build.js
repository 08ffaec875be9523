// Bundles src/main.ts into dist/: one small entry, and a chunk per command that loads when needed.
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

/** Only the name and the version of package.json belong in the bundle. */
const slimManifest = {
  name: 'slim-manifest',
  setup(build) {
    build.onLoad({ filter: /package\.json$/ }, (file) => {
      if (file.path !== manifestPath) return undefined;
      const { name, version } = JSON.parse(readFileSync(manifestPath, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

/** Help knows the commands by their records; what they would load stays out. */
const withoutCommands = {
  name: 'without-commands',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

if (mode === '--unpack') {
  restoreManifest();
} else {
  restoreManifest();
  await bundle();
  if (mode === '--pack') stripManifest();
}

async function bundle() {
  const { build } = await import('esbuild');
  rmSync(join(here, 'dist'), { recursive: true, force: true });
  const common = {
    bundle: true,
    platform: 'node',
    target: 'node22.22',
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
    plugins: [slimManifest],
  };
  const result = await build({
    ...common,
    entryPoints: { main: join(here, 'src/main.ts') },
    outdir: join(here, 'dist'),
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    format: 'esm',
  });
  for (const output of Object.keys(result.metafile.outputs)) giveRequire(join(here, output));
  await build({
    ...common,
    entryPoints: { help: join(here, 'src/ui/cli/answer-help.ts') },
    outdir: join(here, 'dist'),
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    plugins: [withoutCommands],
  });
  writeFileSync(join(here, 'dist/LICENSES.txt'), licences(Object.keys(result.metafile.inputs)));
}

/**
 * CommonJS packages inside an ES module still call require() for node's own modules. The one
 * chunk with esbuild's stand-in for it gets the real thing.
 */
function giveRequire(path) {
  const text = readFileSync(path, 'utf8');
  if (!text.includes('typeof require')) return;
  const require =
    "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);";
  writeFileSync(path, `${require}\n${text}`);
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
