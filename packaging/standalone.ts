/**
 * The standalone executable: Node with the program inside (Node's "single executable application").
 *
 *   node packaging/standalone.ts OUT [x64|arm64 …]
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleParts, bundleStarter, compileParts, partNames } from './bundle.ts';
import { writeSums } from './sums.ts';
import {
  type Architecture,
  architectures,
  checkout,
  nodeFor,
  postjectProgram,
  run,
} from './toolbox.ts';

/** nodejs src/node_sea.cc looks for this mark, and for a resource of this name. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const resource = 'NODE_SEA_BLOB';

/** Debian's binutils, each for its own architecture. */
const strips: { readonly [each in Architecture]: string } = {
  x64: 'x86_64-linux-gnu-strip',
  arm64: 'aarch64-linux-gnu-strip',
};

/** Builds `OUT/dockcfg-linux-ARCH` for each architecture, and their SHA256SUMS. */
export async function buildStandalone(
  out: string,
  wanted: readonly Architecture[] = architectures,
): Promise<readonly string[]> {
  const work = await mkdtemp(join(tmpdir(), 'dockcfg-standalone-'));
  try {
    await mkdir(out, { recursive: true });
    const tool = await postjectProgram(work);
    const built: string[] = [];
    for (const architecture of wanted)
      built.push(await assemble(out, architecture, { work, tool }));
    await writeSums(out, built);
    return built;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

interface Bench {
  readonly work: string;
  readonly tool: string;
}

async function assemble(out: string, architecture: Architecture, bench: Bench): Promise<string> {
  const file = join(out, `dockcfg-linux-${architecture}`);
  const blob = await makeBlob(architecture, bench.work);
  // Before the blob goes in: strip would throw away what it does not know.
  await run(strips[architecture], ['-o', file, await nodeFor(architecture, bench.work)]);
  const inject = [bench.tool, file, resource, blob, '--sentinel-fuse', fuse];
  await run(process.execPath, inject, { maxBuffer: 16 * 1024 * 1024 });
  await chmod(file, 0o755);
  return file;
}

async function makeBlob(architecture: Architecture, work: string): Promise<string> {
  const folder = join(work, architecture);
  await mkdir(folder);
  // The blob's format is that Node's which will read it, and all of one version write the same.
  const node = await nodeFor(process.arch as Architecture, work);
  // Compiled code is good only for the processor that compiled it.
  const isOwn = architecture === process.arch;
  const entry = join(folder, 'entry.cjs');
  await bundleStarter('entry', entry);
  await bundleParts(folder);
  if (isOwn) await compileParts(folder, folder, node);
  const blob = join(folder, 'blob');
  const config = join(folder, 'config.json');
  const description = {
    main: entry,
    output: blob,
    disableExperimentalSEAWarning: true,
    useCodeCache: isOwn,
    execArgvExtension: 'none',
    assets: { ...(await parts(folder)), ...(await templates()) },
  };
  await writeFile(config, JSON.stringify(description));
  await run(node, ['--experimental-sea-config', config]);
  return blob;
}

/** The parts and their compiled forms, by their names as assets; empty where there is none. */
async function parts(folder: string): Promise<{ [name: string]: string }> {
  const none = join(folder, 'none.bin');
  await writeFile(none, '');
  const compiled = (part: string) => {
    const file = join(folder, `${part}.bin`);
    return existsSync(file) ? file : none;
  };
  return Object.fromEntries(
    partNames.flatMap((part) => [
      [`${part}.cjs`, join(folder, `${part}.cjs`)],
      [`${part}.bin`, compiled(part)],
    ]),
  );
}

/** The files of templates/, by their path in there. */
async function templates(): Promise<{ [name: string]: string }> {
  const folder = join(checkout, 'templates');
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = all.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return Object.fromEntries(files.map((file) => [file.slice(folder.length + 1), file]));
}

if (import.meta.main) {
  const [out = join(checkout, 'packaging/dist'), ...words] = process.argv.slice(2);
  const wanted = architectures.filter((each) => words.length === 0 || words.includes(each));
  for (const file of await buildStandalone(out, wanted)) console.log(file);
}
