/** Engine roots: a debootstrapped Debian with Docker's engine, kept in a cache outside the checkout. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { aptMirror } from './apt.ts';
import type { Suite } from './suites.ts';
import { suites } from './suites.ts';

const buildScript = path.join(import.meta.dirname, 'build-root.sh');
const TEN_MINUTES = 600_000;

/** The folder that outlives every lab; nothing else does. */
export function cacheDir(): string {
  const own = process.env.DOCKCFG_LAB_CACHE;
  if (own) return path.resolve(own);
  return path.join(process.env.XDG_CACHE_HOME || '/var/cache', 'dockcfg-lab');
}

/** Where a suite's root is, or will be: a changed package list is another root. */
export function rootPath(suite: Suite): string {
  const recipe = JSON.stringify([suite.release, suite.script, [...suite.packages].sort()]);
  const key = createHash('sha256').update(recipe).digest('hex').slice(0, 12);
  return path.join(cacheDir(), 'roots', `${suite.name}-${key}`);
}

/** The root of a suite, built first if it is not there; safe to call from several processes. */
export async function ensureRoot(suite: Suite): Promise<string> {
  const target = rootPath(suite);
  if (existsSync(target)) return target;
  await mkdir(path.dirname(target), { recursive: true });
  const recipe = [target, suite.release, suite.packages.join(','), await aptMirror(), suite.script];
  const sandboxed = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  await execa('unshare', [...sandboxed, 'sh', buildScript, ...recipe], {
    timeout: TEN_MINUTES,
    all: true,
  });
  return target;
}

/** Removes every root but those of today's recipes; with `every`, those too. */
export async function pruneRoots({ every = false } = {}): Promise<string[]> {
  const folder = path.join(cacheDir(), 'roots');
  const current = Object.values(suites).map((suite) => path.basename(rootPath(suite)));
  const names = existsSync(folder) ? await readdir(folder) : [];
  const stale = names.filter((name) => every || !current.some((root) => name.startsWith(root)));
  for (const name of stale) await rm(path.join(folder, name), { recursive: true, force: true });
  return stale;
}
