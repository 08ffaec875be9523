/** What building for other machines needs and no checkout has: fetched by npm, used, thrown away. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const checkout = resolve(import.meta.dirname, '..');

export const architectures = ['x64', 'arm64'] as const;
export type Architecture = (typeof architectures)[number];

/** Node's own tool for putting a resource into an executable; it has no newer release. */
const postject = 'postject@1.0.0-alpha.6';

/** Runs a program to its end. @throws Error with what it printed */
export const run = promisify(execFile);

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly optionalDependencies: { readonly [name: string]: string };
}

export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8'));
}

/** Seconds since 1970 of this source: archives of the same source have the same times in them. */
export async function sourceDate(): Promise<string> {
  if (process.env.SOURCE_DATE_EPOCH) return process.env.SOURCE_DATE_EPOCH;
  const git = ['-C', checkout, 'log', '-1', '--format=%ct'];
  const { stdout } = await run('git', git).catch(() => ({ stdout: '' }));
  return stdout.trim() || String(Math.floor(Date.now() / 1000));
}

/** The path of the Node that this checkout pins, for an architecture. */
export async function nodeFor(architecture: Architecture, folder: string): Promise<string> {
  const name = `node-linux-${architecture}`;
  const own = join(checkout, 'node_modules', name, 'bin/node');
  if (existsSync(own)) return own;
  const { optionalDependencies } = await readManifest();
  const modules = await install(`${name}@${optionalDependencies[name]}`, folder, architecture);
  return join(modules, name, 'bin/node');
}

/** The path of postject's program, for Node to run. */
export async function postjectProgram(folder: string): Promise<string> {
  return join(await install(postject, folder), 'postject/dist/cli.js');
}

/** Installs one package into a folder of its own, where npm cannot take it for superfluous. */
async function install(what: string, folder: string, cpu: string = process.arch): Promise<string> {
  const home = join(folder, what);
  const foreign = ['--force', '--os=linux', `--cpu=${cpu}`];
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--prefix', home];
  await mkdir(home, { recursive: true });
  await run('npm', ['install', ...flags, ...foreign, what]);
  return join(home, 'node_modules');
}
