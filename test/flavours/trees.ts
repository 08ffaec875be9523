import { engine, type HostOptions, type Tree } from '../engine/host.ts';
import {
  amazonUnit,
  mobyEngineUnit,
  rhel113Unit,
  rhelSysconfig,
  rootlessUnit,
  snapUnit,
} from '../engine/units.ts';

/** A host of a kind that the lab cannot boot, as its packages leave it and its owner edited it. */
export interface ModelledHost {
  readonly flavour: string;
  readonly tree: Tree;
  readonly options?: HostOptions;
}

const unit = '/usr/lib/systemd/system/docker.service';
const ann = { uid: 1000, gid: 1000, home: '/home/ann', sudoUser: null };

export const modelledHosts: readonly ModelledHost[] = [
  {
    flavour: 'openrc',
    tree: {
      '/sbin/openrc-run': '',
      '/etc/init.d/docker': `#!/sbin/openrc-run
name="Docker Daemon"
command="\${DOCKERD_BINARY:-/usr/bin/dockerd}"
command_args="\${DOCKER_OPTS}"
pidfile="\${DOCKER_PIDFILE:-/run/\${RC_SVCNAME}.pid}"
`,
      '/etc/conf.d/docker': `# /etc/conf.d/docker: config file for /etc/init.d/docker

# where the docker daemon output gets piped
#DOCKER_LOGFILE="/var/log/docker.log"

# any other random options you want to pass to docker
DOCKER_OPTS="--log-level=warn"
`,
      '/lib/apk/db/installed': 'P:docker\nV:28.3.3-r3\nA:x86_64\n\nP:busybox\nV:1.37.0-r19\n',
      '/usr/sbin/update-ca-certificates': '',
    },
  },
  {
    flavour: 'sysv',
    tree: {
      '/etc/init.d/docker': `#!/bin/sh
set -e
### BEGIN INIT INFO
# Provides:           docker
### END INIT INFO
DOCKERD=/usr/bin/dockerd
if [ -f /etc/default/docker ]; then
	. /etc/default/docker
fi
`,
      '/etc/default/docker': `# Use DOCKER_OPTS to modify the daemon startup options.
DOCKER_OPTS="--dns 8.8.8.8 --dns 8.8.4.4"

# If you need Docker to use an HTTP proxy, it can also be specified here.
#export http_proxy="http://127.0.0.1:3128/"
`,
      '/var/lib/dpkg/status':
        'Package: docker-ce\nStatus: install ok installed\nVersion: 5:20.10.24~3-0~debian-buster\n',
    },
  },
  {
    flavour: 'rootless',
    tree: {
      '/home/ann/.config/systemd/user/docker.service': rootlessUnit,
      '/home/ann/.config/docker/daemon.json': '{\n    "storage-driver": "fuse-overlayfs"\n}\n',
      '/var/lib/dpkg/status':
        'Package: docker-ce\nStatus: install ok installed\nVersion: 5:28.5.2-1~debian.13~trixie\n',
    },
    options: { user: ann },
  },
  {
    flavour: 'snap',
    tree: {
      '/etc/systemd/system/snap.docker.dockerd.service': snapUnit,
      '/var/snap/docker/current/config/daemon.json': '{\n    "log-level":        "error"\n}\n',
      '/snap/docker/current/meta/snap.yaml': "name: docker\nversion: '28.1.1+1'\n",
    },
  },
  {
    flavour: 'boot2docker',
    tree: {
      '/etc/boot2docker': '',
      '/var/lib/boot2docker/profile': `
EXTRA_ARGS='
--label provider=virtualbox

'
CACERT=/var/lib/boot2docker/ca.pem
DOCKER_STORAGE=overlay2
`,
    },
    options: engine('19.03.12'),
  },
  {
    flavour: 'rhel-1.13',
    tree: {
      [unit]: rhel113Unit,
      '/etc/sysconfig/docker': rhelSysconfig,
      '/etc/sysconfig/docker-storage': 'DOCKER_STORAGE_OPTIONS="--storage-driver overlay2 "\n',
      '/etc/sysconfig/docker-network': '# /etc/sysconfig/docker-network\nDOCKER_NETWORK_OPTIONS=\n',
      '/etc/containers/registries.conf': `[registries.search]
registries = ['registry.access.redhat.com', 'registry.redhat.io']

[registries.insecure]
registries = []

[registries.block]
registries = []
`,
      '/etc/pki/ca-trust/source/anchors/.keep': '',
      '/var/lib/rpm/Packages': '',
    },
    options: engine('1.13.1'),
  },
  {
    flavour: 'amazon',
    tree: {
      [unit]: amazonUnit,
      '/etc/sysconfig/docker': `# The max number of open files for the daemon itself, and all
# running containers.  The default value of 1048576 mirrors the value
# used by the systemd service unit.
DAEMON_MAXFILES=1048576

# Additional startup options for the Docker daemon, for example:
# OPTIONS="--ip-forward=true --iptables=true"
# By default we limit the number of open files per container
OPTIONS="--default-ulimit nofile=32768:65536"

DAEMON_PIDFILE_TIMEOUT=10
`,
      '/run/docker/runtimes.env': 'DOCKER_ADD_RUNTIMES="--add-runtime nvidia=/usr/bin/nvidia"\n',
      '/var/lib/rpm/rpmdb.sqlite': '',
    },
    options: engine('25.0.8'),
  },
  {
    flavour: 'moby-engine',
    tree: {
      [unit]: mobyEngineUnit,
      '/etc/sysconfig/docker': `# /etc/sysconfig/docker

# Modify these options if you want to change the way the docker daemon runs
OPTIONS="--selinux-enabled \\
  --log-driver=journald \\
  --live-restore \\
  --default-ulimit nofile=1024:1024 \\
  --init-path /usr/libexec/docker/docker-init \\
  --userland-proxy-path /usr/libexec/docker/docker-proxy \\
"
`,
      '/usr/lib/sysimage/rpm/rpmdb.sqlite': '',
    },
    options: engine('28.5.2'),
  },
];
