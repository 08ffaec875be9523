/** Control groups: the one thing of a lab that lives outside its namespaces. */
import { existsSync } from 'node:fs';
import { readdir, readFile, rmdir } from 'node:fs/promises';
import path from 'node:path';

/** What every lab's id, and so every group of a lab, begins with. */
export const prefix = 'dcl-';

/** Where the unified hierarchy is mounted; hybrid machines have it beside the old ones. */
export async function unifiedCgroup(): Promise<string | null> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n');
  const unified = mounts.map((line) => line.split(' ')).find((fields) => fields[2] === 'cgroup2');
  return unified?.[1] ?? null;
}

/** The groups of one lab (or, by the bare prefix, of all of them) in every hierarchy. */
export async function cgroups(id: string): Promise<string[]> {
  const root = '/sys/fs/cgroup';
  const hierarchies = existsSync(root) ? await readdir(root, { withFileTypes: true }) : [];
  const folders = hierarchies.filter((one) => one.isDirectory()).map((one) => one.name);
  const all = await Promise.all(['', ...folders].map((name) => children(path.join(root, name))));
  return all.flat().filter((group) => path.basename(group).startsWith(id));
}

/** Removes a lab's groups; those that still hold a process stay. */
export async function removeCgroups(id: string): Promise<void> {
  for (const group of await cgroups(id)) await removeTree(group);
}

async function removeTree(group: string): Promise<void> {
  for (const child of await children(group)) await removeTree(child);
  await rmdir(group).catch(() => undefined);
}

async function children(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((one) => one.isDirectory()).map((one) => path.join(folder, one.name));
}
