/**
 * The program as CommonJS, which is all that a standalone executable can start from, in three
 * parts: the entry, the help, and everything else (entry.ts loads them).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { checkout, readManifest, run } from './toolbox.ts';

/** Help knows the commands by their records; what they would load stays out. */
const withoutCommands: Plugin = {
  name: 'without-commands',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

const parts: { readonly [name: string]: { source: string; plugins: readonly Plugin[] } } = {
  help: { source: 'src/ui/cli/answer-help.ts', plugins: [withoutCommands] },
  main: { source: 'src/main.ts', plugins: [] },
};

export interface Bundle {
  readonly entry: string;
  /** the files that the entry loads, by their names as assets */
  readonly assets: { readonly [name: string]: string };
}

/**
 * Bundles the program into a folder.
 * @param node compiles it ahead for its own kind; null leaves that out
 */
export async function bundle(folder: string, node: string | null): Promise<Bundle> {
  const entry = join(folder, 'entry.cjs');
  await bundleFile('packaging/entry.ts', entry);
  const assets: { [name: string]: string } = {};
  for (const [name, { source, plugins }] of Object.entries(parts)) {
    const file = join(folder, `${name}.cjs`);
    const cache = join(folder, `${name}.cache`);
    await bundleFile(source, file, plugins);
    // What CommonJS wraps around a file, so that its three names can be handed in.
    const text = await readFile(file, 'utf8');
    await writeFile(file, `(function (exports, require, module) {${text}\n})`);
    await writeFile(cache, '');
    if (node !== null) await run(node, ['-e', compile, file, cache, `${name}.cjs`]);
    Object.assign(assets, { [`${name}.cjs`]: file, [`${name}.cache`]: cache });
  }
  return { entry, assets };
}

const compile = `
const { readFileSync, writeFileSync } = require('node:fs');
const [source, cache, filename] = process.argv.slice(1);
const script = new (require('node:vm').Script)(readFileSync(source, 'utf8'), { filename });
writeFileSync(cache, script.createCachedData());
`;

async function bundleFile(
  source: string,
  target: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  await build({
    entryPoints: [join(checkout, source)],
    outfile: target,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // A script that is not a file has nothing to import from; Node's own modules are required.
    supported: { 'dynamic-import': false },
    // jsonc-parser's `main` is a UMD file whose require() calls cannot be followed.
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    // One byte a letter: half the memory and half the time of what other letters would cost.
    charset: 'ascii',
    logLevel: 'warning',
    // Where a file stands is asked only outside the executable (src/wire.ts, src/main.ts).
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [slimManifest, entryIsElsewhere, ...plugins],
  });
}

/** Only the name and the version of package.json belong in the bundle. */
const slimManifest: Plugin = {
  name: 'slim-manifest',
  setup(build) {
    build.onLoad({ filter: /\/package\.json$/ }, async (file) => {
      if (file.path !== join(checkout, 'package.json')) return undefined;
      const { name, version } = await readManifest();
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

/** main.ts starts itself when it is the program; CommonJS has no `await` there, and needs none. */
const entryIsElsewhere: Plugin = {
  name: 'entry-is-elsewhere',
  setup(build) {
    build.onLoad({ filter: /\/src\/main\.ts$/ }, async (file) => {
      const text = await readFile(file.path, 'utf8');
      const contents = text.replace(/^if \(import\.meta\.filename === .*$/m, '');
      return { contents, loader: 'ts' };
    });
  },
};
