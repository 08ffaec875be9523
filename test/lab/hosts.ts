/** Making a host out of a root, and taking it away again. */
import { readFile, writeFile } from 'node:fs/promises';
import { bootHost, dataFolders, rootOf } from './boot.ts';
import { unwireHost, wireHost } from './network.ts';
import { ensureRoot } from './roots.ts';
import type { Sandbox } from './sandbox.ts';
import { home } from './sandbox.ts';
import { chooseStore, makeStock } from './stock.ts';
import type { Store, Suite } from './suites.ts';

/** Lays a fresh tree, wires and boots it; returns the process id of the host's init. */
export async function installHost(sandbox: Sandbox, suite: Suite, store: Store): Promise<number> {
  const { name, address, stores } = suite;
  if (!stores.includes(store)) throw new Error(`${name} has no ${store} store`);
  const root = await ensureRoot(suite);
  await wireHost(sandbox, name, address);
  await layRoot(sandbox, name, root);
  const tree = sandbox.path('hosts', name, 'root');
  await makeStock(sandbox, tree, suite);
  await chooseStore(tree, store);
  await writeFile(sandbox.path('hosts', name, 'store'), store);
  return bootHost(sandbox, suite);
}

/** The store a host of a running lab was installed with. */
export async function installedStore(sandbox: Sandbox, name: string): Promise<Store> {
  const store = await readFile(sandbox.path('hosts', name, 'store'), 'utf8');
  return store === 'containerd' ? store : 'classic';
}

/** Takes away what a host that has ended was made of. */
export async function removeHost(sandbox: Sandbox, name: string): Promise<void> {
  // Where the tree is a copy there is nothing to unmount.
  const script = '! mountpoint -q "$0" || umount "$0"';
  await sandbox.run(['sh', '-c', script, rootOf(name)]);
  await unwireHost(sandbox, name);
}

/** Lays a fresh, writable tree over a root that stays as it is. */
async function layRoot(sandbox: Sandbox, name: string, lower: string): Promise<void> {
  const folder = `${home}/hosts/${name}`;
  await sandbox.run(['rm', '-rf', folder]);
  const needed = ['upper', 'work', 'root', ...dataFolders];
  await sandbox.run(['mkdir', '-p', ...needed.map((one) => `${folder}/${one}`)]);
  const layers = `lowerdir=${lower},upperdir=${folder}/upper,workdir=${folder}/work`;
  const mount = ['mount', '-t', 'overlay', 'overlay', '-o', layers, `${folder}/root`];
  // Some file systems cannot be the lower layer of an overlay; then a copy has to do.
  await sandbox.run(mount).catch(() => sandbox.run(['cp', '-a', `${lower}/.`, `${folder}/root`]));
}
