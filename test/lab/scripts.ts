/** What hosts without systemd need besides their packages: systemd does these things by itself. */
import { appendFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Init } from './suites.ts';

/** Where init says that it has started everything. */
export const bootedMark = '/run/lab-booted';

/** Prepares the tree of a host that boots with scripts. */
export async function helpScripts(root: string, init: Exclude<Init, 'systemd'>): Promise<void> {
  if (init === 'sysv') await helpSysv(root);
  else await helpOpenrc(root);
}

/**
 * Debian's own script. It would mount the control groups of old, and wants more open files than
 * root may have where this machine is itself a guest. There are no terminals to log in at.
 */
async function helpSysv(root: string): Promise<void> {
  await appendFile(path.join(root, 'etc/fstab'), 'cgroup2 /sys/fs/cgroup cgroup2 defaults 0 0\n');
  await edit(path.join(root, 'etc/init.d/docker'), (text) =>
    text.replace(/^\s*ulimit .*$/gm, '$& || true'),
  );
  await edit(path.join(root, 'etc/inittab'), (text) => {
    const silent = text.replace(/^[^#\n]*:respawn:.*getty.*\n/gm, '');
    return `${silent}lb:2345:once:/usr/bin/touch ${bootedMark}\n`;
  });
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/**
 * A script for OpenRC as Alpine and Gentoo have one: it takes flags from `/etc/conf.d/docker`, and
 * knows a reload. Debian has none of its own.
 */
const service = `#!/sbin/openrc-run
command=/usr/sbin/dockerd
command_args="\${DOCKER_OPTS}"
command_background=yes
pidfile=/run/docker-openrc.pid
output_log=/var/log/docker.log
error_log=/var/log/docker.log
retry=TERM/60/KILL/10
extra_started_commands="reload"

depend() { need controlgroups; }

reload() {
  ebegin "Reloading docker"
  start-stop-daemon --signal HUP --pidfile "$pidfile"
  eend $?
}
`;

const settings = '# Flags of the engine\nDOCKER_OPTS=""\n';

/** Mounted by systemd-nspawn, and hidden when OpenRC mounts /sys once more. */
const controlGroups = `#!/sbin/openrc-run
start() {
  [ -e /sys/fs/cgroup/cgroup.controllers ] || mount -t cgroup2 cgroup2 /sys/fs/cgroup
}
`;

const lastOfAll = `#!/sbin/openrc-run
depend() { after *; }
start() { touch ${bootedMark}; }
`;

async function helpOpenrc(root: string): Promise<void> {
  const at = (file: string) => path.join(root, file);
  const executable = { mode: 0o755 };
  await writeFile(at('etc/init.d/docker'), service, executable);
  await mkdir(at('etc/conf.d'), { recursive: true });
  await writeFile(at('etc/conf.d/docker'), settings);
  await writeFile(at('etc/init.d/controlgroups'), controlGroups, executable);
  await writeFile(at('etc/init.d/lab-booted'), lastOfAll, executable);
  await symlink('/etc/init.d/lab-booted', at('etc/runlevels/default/lab-booted'));
}
