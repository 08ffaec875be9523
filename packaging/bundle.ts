/**
 * The program as CommonJS in parts (loader.ts puts them together again): the help, `apply` and
 * `plan`, everything, and each large package that only some commands use.
 *
 * CommonJS, because it is all that a standalone executable can start from, because V8 can be given
 * its compiled form, and because importing Node's own modules as ES modules runs every late getter
 * they have (`node:http` brings a whole HTTP client with it).
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { checkout, readManifest, run } from './toolbox.ts';

/** Packages that most runs do without. Everything else is in `main`. */
const packages: { readonly [part: string]: string } = {
  inquirer: '@inquirer/prompts',
  json5: 'json5',
  listr2: 'listr2',
  tar: 'tar-stream',
  toml: 'smol-toml',
  undici: 'undici',
  yaml: 'yaml',
};

/** Of these the default export is used: an object with everything in it, which a part can be. */
const defaultExports = new Set(['json5']);

export const partNames: readonly string[] = ['help', 'apply', 'main', ...Object.keys(packages)];

/**
 * Writes `PART.cjs` for each part into a folder.
 * @returns the files that they were made of
 */
export async function bundleParts(folder: string): Promise<readonly string[]> {
  const made = await Promise.all([
    part(folder, 'help', entry('src/ui/cli/answer-help.ts', [withoutCommands])),
    part(folder, 'apply', entry('src/main.ts', [inOneScope, packagesAreParts])),
    part(folder, 'main', entry('src/main.ts', [packagesAreParts])),
    ...Object.entries(packages).map(([name, each]) => {
      const contents = defaultExports.has(each)
        ? `module.exports = require('${each}')`
        : `export * from '${each}'`;
      return part(folder, name, { stdin: { contents, resolveDir: checkout } });
    }),
  ]);
  return [...new Set(made.flat())];
}

/** Bundles what starts the parts: for files, or for the standalone executable. */
export async function bundleStarter(source: 'start' | 'entry', file: string): Promise<void> {
  await bundle({ ...entry(`packaging/${source}.ts`, []), outfile: file });
}

function entry(source: string, plugins: Plugin[]): BuildOptions {
  return { entryPoints: [join(checkout, source)], plugins: [slimManifest, ...plugins] };
}

/** What CommonJS wraps around a file, so that its names can be handed in. */
async function part(folder: string, name: string, how: BuildOptions): Promise<readonly string[]> {
  const file = join(folder, `${name}.cjs`);
  const inputs = await bundle({ ...how, outfile: file });
  const text = await readFile(file, 'utf8');
  const body = oneByteALetter(text);
  await writeFile(file, `(function (exports, require, module, __dirname) {${body}\n})`);
  return inputs;
}

/**
 * Half the memory and half the time of what other letters would cost. esbuild leaves such letters
 * only in regular expressions, where the escape means the same.
 */
function oneByteALetter(text: string): string {
  return text.replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

async function bundle(how: BuildOptions): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: checkout,
    bundle: true,
    platform: 'node',
    target: 'node22.22',
    format: 'cjs',
    // A script that is not a file has nothing to import from; Node's own modules are required.
    supported: { 'dynamic-import': false },
    // Names stay: a stack that somebody reports has to be readable. It costs 3 ms of 48.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'ascii',
    metafile: true,
    logLevel: 'warning',
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '""' },
    ...how,
  });
  return Object.keys(metafile?.inputs ?? {});
}

/**
 * Compiles parts ahead for one Node, by running the program: what a run that changes nothing uses
 * is in the compiled form, everything else is compiled when it is needed.
 * @param out gets `PART.bin` for each part that such a run loads
 */
export async function compileParts(folder: string, out: string, node: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'dockcfg-compile-'));
  try {
    const trainer = join(home, 'train.cjs');
    await bundle({ ...entry('packaging/train.ts', []), outfile: trainer });
    await mkdir(out, { recursive: true });
    await run(node, [trainer, folder, out, home]);
    await run(node, [trainer, folder, out, home]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Help knows the commands by their records; what they would load stays out. */
const withoutCommands: Plugin = {
  name: 'without-commands',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/**
 * What a fleet runs every night is half of the program: the other commands stay out. And it is one
 * scope, as if nothing in it was imported late: a wrapper for each of three hundred modules takes a
 * tenth of a run that finds nothing to change.
 */
const inOneScope: Plugin = {
  name: 'in-one-scope',
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const imports: string[] = [];
      const contents = startedElsewhere(path, await readFile(path, 'utf8')).replace(
        /await import\('(\.[^']*)'\)/g,
        (late, module: string) => {
          if (path.endsWith(commandTable) && !module.endsWith('/apply.ts')) return late;
          imports.push(`import * as late${imports.length} from '${module}';`);
          return `late${imports.length - 1}`;
        },
      );
      return { contents: imports.join('') + contents, loader: 'ts' };
    });
    build.onResolve({ filter: /./ }, ({ kind, path, importer }) =>
      kind === 'dynamic-import' && importer.endsWith(commandTable)
        ? { path, external: true }
        : undefined,
    );
  },
};

/** Where every command is named, with the module that it is in. */
const commandTable = '/ui/cli/commands.ts';

const packagesAreParts: Plugin = {
  name: 'packages-are-parts',
  setup(build) {
    const parts = new Map(Object.entries(packages).map(([name, each]) => [each, name]));
    build.onResolve({ filter: /^[^.]/ }, ({ path }) => {
      if (defaultExports.has(path)) return { path, namespace: 'default-export' };
      return parts.has(path) ? { path: `part:${parts.get(path)}`, external: true } : undefined;
    });
    build.onResolve({ filter: /^part:/ }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /./, namespace: 'default-export' }, ({ path }) => ({
      contents: `export default require('part:${parts.get(path)}');`,
    }));
    build.onLoad({ filter: /\/src\/main\.ts$/ }, async ({ path }) => ({
      contents: startedElsewhere(path, await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** main.ts starts itself when it is the program; CommonJS has no `await` there. */
function startedElsewhere(path: string, text: string): string {
  return path.endsWith('/src/main.ts')
    ? text.replace(/^if \(import\.meta\.filename === .*$/m, '')
    : text;
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
