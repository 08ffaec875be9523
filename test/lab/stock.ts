/** What the lab itself puts on a host before it boots; everything else is as Debian installs it. */
import { appendFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pairOf, readCertificate } from './certificates.ts';
import { addresses } from './network.ts';
import type { Sandbox } from './sandbox.ts';
import { helpScripts } from './scripts.ts';
import type { Store, Suite } from './suites.ts';

/** The stock units allow three starts a minute, fewer than a test needs. Beside /etc, not in it. */
const startLimitDropIn = 'usr/local/lib/systemd/system/docker.service.d/lab.conf';
const startLimit = `# The lab's own: tests start the engine more often than the stock unit allows.
[Unit]
StartLimitIntervalSec=0
`;

const hosts = (name: string, address: string) =>
  `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n${address}\t${name}\n`;

/** Prepares the tree of a host that is not running yet. */
export async function makeStock(sandbox: Sandbox, root: string, host: Suite): Promise<void> {
  const put = async (file: string, text: string) => {
    const target = path.join(root, file);
    await mkdir(path.dirname(target), { recursive: true });
    await rm(target, { force: true }); // It may be a link out of the tree.
    await writeFile(target, text);
  };
  await put('etc/hostname', `${host.name}\n`);
  await put('etc/hosts', hosts(host.name, host.address));
  await put('etc/resolv.conf', `nameserver ${addresses.dns}\n`);
  if (host.init === 'systemd') await put(startLimitDropIn, startLimit);
  else await helpScripts(root, host.init);
  await trustPublicAuthority(sandbox, root);
}

/** Leaves the trust store exactly as update-ca-certificates would. */
async function trustPublicAuthority(sandbox: Sandbox, root: string): Promise<void> {
  const certificate = await readCertificate(sandbox, 'public');
  const installed = 'usr/local/share/ca-certificates/lab-public.crt';
  const store = path.join(root, 'etc/ssl/certs');
  const { certificate: file } = pairOf('public');
  const { stdout: hash } = await sandbox.run(['openssl', 'x509', '-noout', '-hash', '-in', file]);
  await mkdir(path.dirname(path.join(root, installed)), { recursive: true });
  await writeFile(path.join(root, installed), certificate);
  await symlink(`/${installed}`, path.join(store, 'lab-public.pem'));
  await symlink('lab-public.pem', path.join(store, `${hash}.0`));
  await appendFile(path.join(store, 'ca-certificates.crt'), certificate);
}

/** The daemon.json of a host with this store, or null where the engine's default is it. */
function storeConfig(store: Store): string | null {
  if (store === 'classic') return null;
  return `${JSON.stringify({ features: { 'containerd-snapshotter': true } }, null, 2)}\n`;
}

/** Writes the configuration that chooses the store into a tree; the engine reads it as it starts. */
export async function chooseStore(root: string, store: Store): Promise<void> {
  const file = path.join(root, 'etc/docker/daemon.json');
  const config = storeConfig(store);
  await rm(file, { force: true });
  if (config === null) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, config);
}
