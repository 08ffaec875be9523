import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Company } from './company.ts';

/** A Docker host as a folder: what a package, an administrator and a hasty edit left there. */
export interface HostTree extends AsyncDisposable {
  readonly root: string;
  /** what the administrator wants, and the certificate it names, in a folder beside the tree */
  readonly profile: string;
}

/** As docker-ce's own package installs it (docker-ce-packaging, systemd/docker.service). */
const unit = `[Unit]
Description=Docker Application Container Engine
After=network-online.target docker.socket firewalld.service containerd.service
Wants=network-online.target containerd.service
Requires=docker.socket

[Service]
Type=notify
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock
ExecReload=/bin/kill -s HUP $MAINPID
TimeoutStartSec=0
RestartSec=2
Restart=always

[Install]
WantedBy=multi-user.target
`;

const packages = `Package: docker-ce
Status: install ok installed
Priority: optional
Section: admin
Maintainer: Docker <support@docker.com>
Architecture: amd64
Version: 5:28.5.2-1~debian.12~bookworm
Description: Docker: the open-source application container engine
`;

const osRelease = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
ID=debian
VERSION_ID="12"
`;

/**
 * Two common slips. One key is misspelt as the flag is called, with which every engine starts
 * without a word; and the proxy is written with the scheme of what is fetched, not its own.
 */
const daemonJson = (company: Company) => `{
  "registry-mirror": ["https://${company.mirror}"],
  "proxies": {
    "https-proxy": "https://${company.proxy}",
    "no-proxy": ".corp.example"
  },
  "log-opts": { "max-size": "10m" }
}
`;

const profile = (company: Company) => `{
  "registry-mirrors": ["https://${company.mirror}"],
  proxies: {
    "https-proxy": "http://${company.proxy}",
    "no-proxy": ".corp.example"
  },
  registries: {
    "${company.harbor}": { ca: "./corp-root.pem" },
    "${company.mirror}": { ca: "./corp-root.pem" }
  }
}
`;

export async function makeTree(company: Company): Promise<HostTree> {
  const folder = await mkdtemp(join(tmpdir(), 'dockcfg-demo-'));
  const root = join(folder, 'host');
  const files = {
    'etc/os-release': osRelease,
    'etc/hosts': company.hosts,
    'etc/resolv.conf': '# every name of this network stands in /etc/hosts\n',
    'etc/ssl/certs/ca-certificates.crt': company.publicRoot,
    'etc/docker/daemon.json': daemonJson(company),
    'var/lib/dpkg/status': packages,
    'usr/bin/dockerd': '',
    'lib/systemd/system/docker.service': unit,
  };
  for (const [path, text] of Object.entries(files)) await put(join(root, path), text);
  await put(join(folder, 'corp-root.pem'), company.companyRoot);
  await put(join(folder, 'profile.json5'), profile(company));
  return {
    root,
    profile: join(folder, 'profile.json5'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
