/** The whole program as one CommonJS file, which is what a standalone executable can start from. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { checkout, readManifest } from './toolbox.ts';

/** Bundles the program into `file`. */
export async function bundle(file: string): Promise<void> {
  await build({
    entryPoints: [join(checkout, 'packaging/entry.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // jsonc-parser's `main` is a UMD file whose require() calls cannot be followed.
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    // Where a file stands is asked only outside the executable (src/wire.ts, src/main.ts).
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [slimManifest, entryIsElsewhere],
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
