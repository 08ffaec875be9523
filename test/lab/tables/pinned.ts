/** What was drawn from real engines, pinned by version. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabHost } from '../host.ts';
import { drawFlags, type FlagTable } from './flags.ts';
import { drawNames, type NameTable } from './names.ts';
import { drawReloads, type Reloads } from './reloads.ts';

export interface Tables extends Reloads {
  /** As the engine gives it. */
  readonly version: string;
  readonly names: NameTable;
  readonly flags: FlagTable;
}

const folder = path.resolve(import.meta.dirname, '../../fixtures/captured/dockerd');

/** Draws everything from the engine of a host, whose daemon.json is overwritten. */
export async function drawTables(host: LabHost): Promise<Tables> {
  const version = await host.version();
  const names = await drawNames(host);
  const flags = await drawFlags(host);
  return { version, names, flags, ...(await drawReloads(host, names)) };
}

/** What is pinned for a version; null where nothing is. */
export async function pinnedTables(version: string): Promise<Tables | null> {
  const text = await readFile(fileOf(version), 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text);
}

export async function pinTables(tables: Tables): Promise<string> {
  const file = fileOf(tables.version);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(tables, null, 2)}\n`);
  return file;
}

/** Everything that is pinned. */
export async function allPinned(): Promise<Tables[]> {
  const versions = await readdir(folder);
  const found = await Promise.all(versions.map(pinnedTables));
  return found.filter((tables) => tables !== null);
}

/** Distributions mark their builds behind a plus sign; the folder has Docker's own number. */
function fileOf(version: string): string {
  return path.join(folder, version.replace(/\+.*$/, ''), 'daemon-json.json');
}
