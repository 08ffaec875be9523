/** Hosts as folders, as their packages leave them, for the commands of the documentation. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface Tree {
  readonly [path: string]: string;
}

/** docker-ce of Docker's own packages on Debian (docker-ce-packaging systemd/docker.service). */
const dockerCe: Tree = {
  'etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
  'etc/hosts': '127.0.0.1 localhost\n',
  'etc/resolv.conf': '',
  'etc/ssl/certs/ca-certificates.crt': '',
  'etc/ca-certificates.conf': '',
  'usr/bin/dockerd': '',
  'var/lib/dpkg/status':
    'Package: docker-ce\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5:28.5.2-1~debian.12~bookworm\n',
  'lib/systemd/system/docker.service': `[Unit]
Description=Docker Application Container Engine
[Service]
Type=notify
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock
ExecReload=/bin/kill -s HUP $MAINPID
[Install]
WantedBy=multi-user.target
`,
};

/** docker 1.13 of RHEL and CentOS 7, with the lines of its sysconfig file that only a shell reads. */
const el7: Tree = {
  'etc/os-release': 'ID="rhel"\nVERSION_ID="7.9"\n',
  'etc/hosts': '127.0.0.1 localhost\n',
  'etc/docker/daemon.json': '{}\n',
  'etc/sysconfig/docker': `OPTIONS='--selinux-enabled --log-driver=journald --signature-verification=false'
if [ -z "\${DOCKER_CERT_PATH}" ]; then
    DOCKER_CERT_PATH=/etc/docker
fi
`,
  'usr/bin/dockerd-current': '',
  'usr/lib/systemd/system/docker.service': `[Unit]
Description=Docker Application Container Engine
[Service]
Type=notify
EnvironmentFile=-/run/containers/registries.conf
EnvironmentFile=-/etc/sysconfig/docker
EnvironmentFile=-/etc/sysconfig/docker-storage
EnvironmentFile=-/etc/sysconfig/docker-network
ExecStart=/usr/bin/dockerd-current --exec-opt native.cgroupdriver=systemd $OPTIONS $DOCKER_STORAGE_OPTIONS $DOCKER_NETWORK_OPTIONS $ADD_REGISTRY $BLOCK_REGISTRY $INSECURE_REGISTRY $REGISTRIES
ExecReload=/bin/kill -s HUP $MAINPID
Restart=on-abnormal
[Install]
WantedBy=multi-user.target
`,
};

export const trees = { dockerCe, el7 } as const;

export async function plant(tree: Tree, root: string): Promise<void> {
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
