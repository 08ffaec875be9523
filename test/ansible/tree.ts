/** The tree of a host that is not running: Debian with its own docker.io, as an image builder sees it. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const files: { readonly [file: string]: string } = {
  'etc/os-release': `PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
ID=debian
VERSION_ID="13"
`,
  'etc/default/docker': '# DOCKER_OPTS="--dns 8.8.8.8"\n',
  'usr/lib/systemd/system/docker.service': `[Unit]
Description=Docker Application Container Engine
Requires=docker.socket

[Service]
Type=notify
EnvironmentFile=-/etc/default/docker
ExecStart=/usr/sbin/dockerd -H fd:// $DOCKER_OPTS
ExecReload=/bin/kill -s HUP $MAINPID
Restart=always

[Install]
WantedBy=multi-user.target
`,
  'usr/sbin/dockerd': '#!/bin/true\n',
  'var/lib/dpkg/status': `Package: docker.io
Status: install ok installed
Priority: optional
Section: admin
Maintainer: Debian Go Packaging Team <team+pkg-go@tracker.debian.org>
Architecture: amd64
Version: 26.1.5+dfsg1-9+b7
Description: Linux container runtime
`,
};

/** Lays the tree into a folder. */
export async function layTree(root: string): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(root, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text, { mode: file.startsWith('usr/sbin') ? 0o755 : 0o644 });
  }
}
