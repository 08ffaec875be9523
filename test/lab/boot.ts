/** Booting an engine host: an overlay on its root, and systemd in it under systemd-nspawn. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { unifiedCgroup } from './cgroups.ts';
import { processes } from './processes.ts';
import type { Sandbox } from './sandbox.ts';
import { cleanEnv, home } from './sandbox.ts';
import { bootedMark } from './scripts.ts';
import type { Init, Suite } from './suites.ts';
import { until } from './until.ts';

const checkout = path.resolve(import.meta.dirname, '../..');

/** Where the checkout is on every host, read-only. */
export const checkoutOnHost = '/opt/dockcfg';

/** The engine's data: neither of its stores can keep layers on an overlay. */
export const dataFolders = ['docker', 'containerd'];

const nspawnEnv = {
  // Releases from trixie on know only the unified hierarchy; the older ones can do with it.
  SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1',
  // The engine switches on forwarding, and has to be able to.
  SYSTEMD_NSPAWN_API_VFS_WRITABLE: 'network',
};

const nspawnFlags = [
  ...['--quiet', '--boot', '--resolv-conf=off', '--register=no', '--keep-unit'],
  // Kernel modules are the machine's business: without the capability systemd does not try.
  ...['--capability=all', '--drop-capability=CAP_SYS_MODULE'],
  // runc gives each container a session keyring and a device filter.
  ...['--system-call-filter=@keyring bpf', `--bind-ro=${checkout}:${checkoutOnHost}`],
];

/** The tree of a host, as the sandbox sees it. */
export function rootOf(name: string): string {
  return `${home}/hosts/${name}/root`;
}

/** Starts systemd on a host's tree; returns the machine's process id of the host's init. */
export async function bootHost(sandbox: Sandbox, { name, init }: Suite): Promise<number> {
  const machine = `${sandbox.id}-${name}`;
  const group = await groupOf(sandbox.id, name);
  await mkdir(group, { recursive: true });
  // Two systemds in one control group would stop each other's services.
  const join = 'echo $$ >"$0/cgroup.procs"; exec "$@"';
  const own = ['--machine', machine, '--directory', rootOf(name)];
  const data = dataFolders.map((one) => `--bind=${home}/hosts/${name}/${one}:/var/lib/${one}`);
  const nspawn = ['systemd-nspawn', ...own, `--network-namespace-path=/run/netns/${name}`];
  const argv = ['sh', '-c', join, group, ...nspawn, ...nspawnFlags, ...data];
  await sandbox.daemon(`console-${name}`, argv, nspawnEnv);
  const pid = await until(`init of ${name}`, () => initOf(sandbox.id, name));
  await awaitBoot(pid, name, booted[init]);
  return pid;
}

/** Succeeds once init has done all it does at boot, the engine included. */
const booted: Readonly<Record<Init, string>> = {
  systemd: 'case $(systemctl is-system-running --wait) in running|degraded) ;; *) false ;; esac',
  sysv: `test -e ${bootedMark}`,
  openrc: `test -e ${bootedMark}`,
};

async function awaitBoot(pid: number, name: string, script: string): Promise<void> {
  const asked = [...enter(pid), 'sh', '-c', script];
  const options = { reject: false, env: cleanEnv, extendEnv: false } as const;
  await until(`the boot of ${name}`, async () => {
    return (await execa('nsenter', asked, options)).exitCode === 0;
  });
}

/** The init process of a running host: the child of its nspawn that is process 1 in there. */
export async function initOf(id: string, name: string): Promise<number | null> {
  const all = await processes();
  const nspawns = all.filter(
    ({ argv }) => argv[0] === 'systemd-nspawn' && argv[2] === `${id}-${name}`,
  );
  for (const { pid, parent } of all) {
    if (nspawns.some((nspawn) => nspawn.pid === parent) && (await isInit(pid))) return pid;
  }
  return null;
}

/** nspawn forks twice: its first child is gone a moment later, and would be waited for in vain. */
async function isInit(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return /^NSpid:.*\t1$/m.test(status);
}

/** Waits until a host's last process is gone: init can be dead while others still write. */
export async function awaitEnd(id: string, name: string): Promise<void> {
  const events = path.join(await groupOf(id, name), 'cgroup.events');
  await until(`the end of ${name}`, async () => {
    return (await readFile(events, 'utf8').catch(() => 'populated 0')).includes('populated 0');
  });
}

async function groupOf(id: string, name: string): Promise<string> {
  return path.join((await unifiedCgroup()) ?? '', `${id}-${name}`);
}

/** What to put before a command so that it runs on the host. */
export function enter(pid: number): string[] {
  return ['-t', String(pid), '-a', '--'];
}
