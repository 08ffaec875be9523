import { readFileSync } from 'node:fs';

/** Unit files as their packages ship them, and the ones that can only be modelled. */

const captured = (path: string) =>
  readFileSync(new URL(`../fixtures/captured/${path}`, import.meta.url), 'utf8');

/** Debian's docker.io, taken from the package. */
export const dockerIoUnit = captured('docker.io/20.10.24/docker.service');
export const defaultDocker = captured('docker.io/20.10.24/default-docker');

/** docker-ce (docker/docker-ce-packaging deb/common/docker-ce.docker.service), the lines that matter. */
export const dockerCeUnit = `[Unit]
Description=Docker Application Container Engine
After=network-online.target docker.socket firewalld.service containerd.service
Requires=docker.socket

[Service]
Type=notify
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock
ExecReload=/bin/kill -s HUP $MAINPID
Restart=always

[Install]
WantedBy=multi-user.target
`;

/** Fedora's moby-engine, modelled. */
export const mobyEngineUnit = `[Service]
Type=notify
EnvironmentFile=-/etc/sysconfig/docker
EnvironmentFile=-/etc/sysconfig/docker-storage
EnvironmentFile=-/etc/sysconfig/docker-network
ExecStart=/usr/bin/dockerd \\
          --host=fd:// \\
          --exec-opt native.cgroupdriver=systemd \\
          $OPTIONS \\
          $DOCKER_STORAGE_OPTIONS \\
          $DOCKER_NETWORK_OPTIONS \\
          $INSECURE_REGISTRY
ExecReload=/bin/kill -s HUP $MAINPID
`;

/** Amazon Linux, modelled. */
export const amazonUnit = `[Service]
EnvironmentFile=-/etc/sysconfig/docker
EnvironmentFile=-/etc/sysconfig/docker-storage
EnvironmentFile=-/run/docker/runtimes.env
ExecStartPre=/usr/libexec/docker/docker-setup-runtimes.sh
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $OPTIONS $DOCKER_STORAGE_OPTIONS $DOCKER_ADD_RUNTIMES
`;

/** CentOS and RHEL 7's docker 1.13, in the shape that was measured. */
export const rhel113Unit = `[Service]
EnvironmentFile=-/run/containers/registries.conf
EnvironmentFile=-/etc/sysconfig/docker
EnvironmentFile=-/etc/sysconfig/docker-storage
EnvironmentFile=-/etc/sysconfig/docker-network
ExecStart=/usr/bin/dockerd-current \\
          --add-runtime docker-runc=/usr/libexec/docker/docker-runc-current \\
          --default-runtime=docker-runc \\
          $OPTIONS \\
          $DOCKER_STORAGE_OPTIONS \\
          $DOCKER_NETWORK_OPTIONS \\
          $ADD_REGISTRY \\
          $BLOCK_REGISTRY \\
          $INSECURE_REGISTRY \\
          $REGISTRIES
Restart=on-abnormal
`;

export const rhelSysconfig = `# /etc/sysconfig/docker

# Modify these options if you want to change the way the docker daemon runs
OPTIONS='--selinux-enabled --log-driver=journald --signature-verification=false'
if [ -z "\${DOCKER_CERT_PATH}" ]; then
    DOCKER_CERT_PATH=/etc/docker
fi

# INSECURE_REGISTRY='--insecure-registry'
`;

/** A rootless engine's unit (moby contrib/dockerd-rootless-setuptool.sh). */
export const rootlessUnit = `[Service]
Environment=PATH=/usr/bin:/sbin:/usr/sbin
ExecStart=/usr/bin/dockerd-rootless.sh
ExecReload=/bin/kill -s HUP $MAINPID
Restart=always

[Install]
WantedBy=default.target
`;

/** The docker snap's generated unit. */
export const snapUnit = `[Service]
EnvironmentFile=-/etc/environment
ExecStart=/usr/bin/snap run docker.dockerd
Restart=on-failure
`;
