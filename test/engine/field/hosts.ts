import { engine, type HostOptions, type Tree } from '../host.ts';
import {
  dockerCeUnit,
  dockerIoUnit,
  mobyEngineUnit,
  rhel113Unit,
  rhelSysconfig,
} from '../units.ts';

/** A host as tutorials, tools and vendors leave it; what stands in it was seen in public. */
export interface FieldHost {
  readonly what: string;
  readonly tree: Tree;
  readonly options?: HostOptions;
  /** why nothing is planned before somebody decides; absent: everything is */
  readonly refused?: RegExp;
}

const ceUnit = '/usr/lib/systemd/system/docker.service';
const etcUnit = '/etc/systemd/system/docker.service';
const folder = '/etc/systemd/system/docker.service.d';
const daemonJson = '/etc/docker/daemon.json';
const ce: Tree = { [ceUnit]: dockerCeUnit };
const withJson = (text: string): Tree => ({ ...ce, [daemonJson]: text });
const withDropIn = (name: string, text: string): Tree => ({ ...ce, [`${folder}/${name}`]: text });

export const fieldHosts: readonly FieldHost[] = [
  {
    what: 'an Ansible template with its mark, tabs and a trailing blank line',
    tree: withJson(
      '{\n\t"log-driver": "json-file",\n\t"log-opts": {\n\t\t"max-size": "50m",\n\t\t"max-file": "3"\n\t},\n\t"live-restore": true\n}\n\n',
    ),
  },
  {
    what: "geerlingguy's role, whose to_nice_json sorts and indents by four",
    tree: withJson(
      '{\n    "exec-opts": [\n        "native.cgroupdriver=systemd"\n    ],\n    "registry-mirrors": [\n        "https://mirror.gcr.io"\n    ],\n    "storage-driver": "overlay2"\n}',
    ),
  },
  {
    what: "Puppet's module, which writes a unit override with every flag on its own line",
    tree: withDropIn(
      'service-overrides.conf',
      `# This file is managed by Puppet and local changes
# may be overwritten

[Service]
EnvironmentFile=-/etc/default/docker
EnvironmentFile=-/etc/default/docker-storage
ExecStart=
ExecStart=/usr/bin/dockerd -H fd:// $OPTIONS \\
          $DOCKER_STORAGE_OPTIONS \\
          $DOCKER_NETWORK_OPTIONS \\
          $BLOCK_REGISTRY \\
          $INSECURE_REGISTRY
`,
    ),
  },
  {
    what: "Puppet's environment file, which says things with a continuation",
    tree: {
      ...withDropIn(
        'service-overrides.conf',
        '[Service]\nEnvironmentFile=-/etc/sysconfig/docker\nExecStart=\nExecStart=/usr/bin/dockerd $OPTIONS\n',
      ),
      '/etc/sysconfig/docker': `# This file is managed by Puppet and local changes
other_args="" \\
        # nothing
OPTIONS=" --insecure-registry=old.example:5000 \\
 --log-driver=journald \\
 -H unix:///var/run/docker.sock"
http_proxy='http://old-proxy.example:8080/'
no_proxy='localhost,127.0.0.1'
`,
    },
  },
  {
    what: 'a drop-in as the documentation prints it, with quotes and a comment',
    tree: withDropIn(
      'http-proxy.conf',
      '[Service]\nEnvironment="HTTP_PROXY=http://proxy.example.com:3128"\nEnvironment="HTTPS_PROXY=https://proxy.example.com:3129"\nEnvironment="NO_PROXY=localhost,127.0.0.1,docker-registry.example.com,.corp"\n',
    ),
    options: engine('20.10.24'),
  },
  {
    what: 'the same on an engine that has a place of its own for it',
    tree: withDropIn(
      'http-proxy.conf',
      '[Service]\nEnvironment="HTTP_PROXY=http://proxy.example.com:3128" "NO_PROXY=localhost"\n',
    ),
  },
  {
    what: 'a tutorial of 2017: the accelerator of Aliyun by tee and a heredoc',
    tree: withJson('{\n  "registry-mirrors": ["https://xxxxxxxx.mirror.aliyuncs.com"]\n}\n'),
    options: engine('17.12.1'),
  },
  {
    what: 'a tutorial of 2016: DaoCloud set_mirror.sh with its odd comma and blanks',
    tree: withJson(
      '{"registry-mirrors": ["http://f1361db2.m.daocloud.io"],\n"dns":["114.114.114.114"]}\n',
    ),
    options: engine('1.13.1'),
  },
  {
    what: 'a tutorial of 2019: --graph and a mirror in the ExecStart of a copied unit',
    tree: {
      [etcUnit]: `[Unit]
Description=Docker Application Container Engine
Documentation=https://docs.docker.com

[Service]
Environment="PATH=/opt/kube/bin:/bin:/sbin:/usr/bin:/usr/sbin"
ExecStart=/opt/kube/bin/dockerd --graph=/data/docker --registry-mirror=https://docker.mirrors.ustc.edu.cn --insecure-registry=192.168.1.1
ExecStartPost=/sbin/iptables -I FORWARD -s 0.0.0.0/0 -j ACCEPT
ExecReload=/bin/kill -s HUP $MAINPID
Restart=on-failure
Type=notify
`,
    },
    options: engine('19.3.15'),
  },
  {
    what: 'the same, after the engine was upgraded',
    tree: {
      [etcUnit]:
        '[Service]\nType=notify\nExecStart=/usr/bin/dockerd --graph=/data/docker --registry-mirror=https://docker.mirrors.ustc.edu.cn\n',
    },
    refused: /docker\.service:3: "--graph" was removed/,
  },
  {
    what: 'a tutorial of 2024: a dozen dead mirrors, some with a slash, some twice',
    tree: withJson(
      '{\n    "registry-mirrors": [\n        "https://docker.m.daocloud.io",\n        "https://dockerproxy.com/",\n        "https://docker.nju.edu.cn",\n        "https://docker.nju.edu.cn/",\n        "https://hub-mirror.c.163.com"\n    ]\n}\n',
    ),
  },
  {
    what: 'a tutorial of 2025: /etc/docker written twice by a script that appends',
    tree: withJson(
      '{"registry-mirrors":["https://a.example"]}\n{"registry-mirrors":["https://b.example"]}\n',
    ),
    refused: /daemon\.json:2:1/,
  },
  {
    what: 'an installer of 2026: 1Panel, with insecure registries and a mirror of its own',
    tree: withJson(
      '{\n  "insecure-registries": [\n    "192.168.31.10:5000"\n  ],\n  "iptables": true,\n  "live-restore": false,\n  "log-driver": "json-file",\n  "log-opts": {\n    "max-file": "3",\n    "max-size": "10m"\n  },\n  "registry-mirrors": [\n    "https://docker.1panel.live"\n  ]\n}',
    ),
  },
  {
    what: 'the Baota panel, whose editor leaves CRLF and no end',
    tree: withJson(
      '{\r\n    "registry-mirrors": [\r\n        "https://docker.1ms.run"\r\n    ],\r\n    "ipv6": true\r\n}',
    ),
  },
  {
    what: 'a Tencent cloud image',
    tree: withJson(
      '{\n   "registry-mirrors": [\n       "https://mirror.ccs.tencentyun.com"\n  ]\n}\n',
    ),
    options: engine('26.1.3'),
  },
  {
    what: 'an Amazon machine whose user data appends to sysconfig',
    tree: {
      [ceUnit]:
        '[Service]\nType=notify\nEnvironmentFile=-/etc/sysconfig/docker\nEnvironmentFile=-/etc/sysconfig/docker-storage\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $OPTIONS $DOCKER_STORAGE_OPTIONS\n',
      '/etc/sysconfig/docker': `DAEMON_MAXFILES=1048576\nOPTIONS="--default-ulimit nofile=32768:65536"\nDAEMON_PIDFILE_TIMEOUT=10\n\nOPTIONS="\${OPTIONS} --storage-opt dm.basesize=20G"\nexport HTTP_PROXY=http://10.0.0.1:3128\n`,
    },
    options: engine('25.0.8'),
    refused: /docker:5: systemd does not expand "\$\{OPTIONS\}"/,
  },
  {
    what: "an ECS host, whose agent has a drop-in beside the user's",
    tree: {
      [ceUnit]:
        '[Service]\nType=notify\nEnvironmentFile=-/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd -H fd:// $OPTIONS\n',
      '/etc/sysconfig/docker': 'OPTIONS="--default-ulimit nofile=1024:4096"\n',
      [`${folder}/http-proxy.conf`]:
        '[Service]\nEnvironmentFile=-/etc/sysconfig/docker-proxy\nEnvironment="NO_PROXY=169.254.169.254,169.254.170.2,/var/run/docker.sock"\n',
      '/etc/sysconfig/docker-proxy':
        'HTTPS_PROXY=http://proxy.vpc:3128\nHTTP_PROXY=http://proxy.vpc:3128',
    },
    options: engine('20.10.25'),
  },
  {
    what: 'a Synology, where the package has its own paths and key order',
    tree: {
      '/usr/local/lib/systemd/system/docker.service': dockerCeUnit,
      [daemonJson]:
        '{"data-root":"/var/packages/ContainerManager/var/docker","log-driver":"db","registry-mirrors":[],"storage-driver":"btrfs"}',
    },
    options: engine('24.0.2'),
  },
  {
    what: 'a QNAP, whose service is a script of SysV',
    tree: {
      '/etc/init.d/docker':
        '#!/bin/sh\nDOCKER_OPTS="--data-root /share/CACHEDEV1_DATA/Container"\n[ -f /etc/default/docker ] && . /etc/default/docker\ncase "$1" in\n  start) /usr/bin/dockerd $DOCKER_OPTS & ;;\nesac\n',
      '/etc/default/docker': 'DOCKER_OPTS="$DOCKER_OPTS --iptables=true"\n',
    },
    options: engine('20.10.22'),
  },
  {
    what: 'a kubeadm node on docker',
    tree: withJson(
      '{\n  "exec-opts": ["native.cgroupdriver=systemd"],\n  "log-driver": "json-file",\n  "log-opts": {\n    "max-size": "100m"\n  },\n  "storage-driver": "overlay2",\n  "storage-opts": [\n    "overlay2.override_kernel_check=true"\n  ]\n}\n',
    ),
    options: engine('19.3.11'),
  },
  {
    what: 'minikube, whose provisioner writes the unit with a reset inside',
    tree: {
      '/lib/systemd/system/docker.service': `[Unit]
Description=Docker Application Container Engine
StartLimitBurst=3

[Service]
Type=notify
Restart=always

# This file is a systemd drop-in unit that inherits from the base dockerd configuration.
# NOTE: default-ulimit=nofile is set to an arbitrary number for consistency with other
# container runtimes.
ExecStart=
ExecStart=/usr/bin/dockerd -H tcp://0.0.0.0:2376 -H unix:///var/run/docker.sock --default-ulimit=nofile=1048576:1048576 --tlsverify --tlscacert /etc/docker/ca.pem --tlscert /etc/docker/server.pem --tlskey /etc/docker/server-key.pem --label provider=kvm2 --insecure-registry 10.96.0.0/12 
ExecReload=/bin/kill -s HUP $MAINPID
`,
      [daemonJson]: '{"exec-opts":["native.cgroupdriver=systemd"],"log-driver":"json-file"}',
    },
    options: engine('27.4.0'),
  },
  {
    what: 'docker-machine, with labels and TLS in its drop-in',
    tree: {
      ...withDropIn(
        '10-machine.conf',
        '[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H tcp://0.0.0.0:2376 -H unix:///var/run/docker.sock --storage-driver overlay2 --tlsverify --tlscacert /etc/docker/ca.pem --tlscert /etc/docker/server.pem --tlskey /etc/docker/server-key.pem --label provider=generic --insecure-registry reg.example:5000 --registry-mirror https://m1.example \nEnvironment=HTTP_PROXY=http://p.example:3128\n',
      ),
    },
    options: engine('19.3.12'),
  },
  {
    what: 'a GitLab runner in a VM: MTU, mirror of the group, one line',
    tree: withJson(
      '{ "registry-mirrors": ["http://gitlab-mirror.internal:6000"], "insecure-registries": ["gitlab-mirror.internal:6000"], "mtu": 1450 }',
    ),
  },
  {
    what: 'a GitHub runner image',
    tree: withJson(
      '{ "exec-opts": ["native.cgroupdriver=cgroupfs"], "cgroup-parent": "/actions_job" }\n',
    ),
    options: engine('28.0.4'),
  },
  {
    what: 'NVIDIA: nvidia-ctk wrote the runtime, somebody the rest',
    tree: withJson(
      '{\n    "default-runtime": "nvidia",\n    "runtimes": {\n        "nvidia": {\n            "args": [],\n            "path": "nvidia-container-runtime"\n        }\n    }\n}',
    ),
  },
  {
    what: 'WSL with systemd, saved by Notepad with its mark',
    tree: {
      ...withJson(
        '\ufeff{\r\n  "hosts": ["unix:///var/run/docker.sock"],\r\n  "features": { "buildkit": true }\r\n}\r\n',
      ),
      [`${folder}/o.conf`]: '[Service]\r\nExecStart=\r\nExecStart=/usr/bin/dockerd\r\n',
    },
    options: engine('27.3.1'),
  },
  {
    what: 'Proxmox LXC, whose fuse-overlayfs and drop-in without a final newline',
    tree: {
      ...withJson('{"storage-driver":"fuse-overlayfs"}'),
      [`${folder}/lxc.conf`]:
        '[Service]\nEnvironment=DOCKER_RAMDISK=true\nEnvironment=container=lxc',
    },
  },
  {
    what: 'RHEL 9 with docker-ce and a comment by an auditor in the unit',
    tree: {
      ...ce,
      [`${folder}/90-hardening.conf`]:
        '; CIS 2.13\n[Service]\n\n; EOF of hardening\nLimitNOFILE=1048576\n\n[Install]\n',
      '/etc/pki/ca-trust/source/anchors/.keep': '',
    },
  },
  {
    what: 'RHEL 7 with three places for insecure registries',
    tree: {
      [ceUnit]: rhel113Unit,
      '/etc/sysconfig/docker': `${rhelSysconfig}INSECURE_REGISTRY='--insecure-registry 172.30.0.0/16'\n`,
      '/etc/sysconfig/docker-network': 'DOCKER_NETWORK_OPTIONS="--mtu=1400"\n',
    },
    options: engine('1.13.1'),
  },
  {
    what: 'Fedora with moby-engine and an override by systemctl edit',
    tree: {
      [ceUnit]: mobyEngineUnit,
      '/etc/sysconfig/docker': 'OPTIONS="--selinux-enabled --log-driver=journald"\n',
      [`${folder}/override.conf`]:
        '### Editing /etc/systemd/system/docker.service.d/override.conf\n### Anything between here and the comment below will become the contents of the drop-in file\n\n[Service]\nEnvironment=http_proxy=http://lower.example:8080\n\n### Edits below this comment will be discarded\n',
    },
  },
  {
    what: 'devuan: OpenRC with a file that a shell reads',
    tree: {
      '/sbin/openrc-run': '',
      '/etc/init.d/docker': `#!/sbin/openrc-run\ncommand_args="\${DOCKER_OPTS}"\n`,
      '/etc/conf.d/docker':
        'DOCKER_ULIMIT="-c unlimited -n 1048576 -u unlimited"\nDOCKER_RETRY="TERM/60/KILL/10"\nDOCKER_OPTS=\'--log-level=warn\'\nexport HTTP_PROXY="http://p.example:3128"\n',
    },
    options: engine('26.1.5'),
  },
  {
    what: 'Debian with docker.io and a commented sample',
    tree: {
      [ceUnit]: dockerIoUnit,
      '/etc/default/docker':
        '# Here in Debian, this file is sourced by:\n#   - /etc/init.d/docker (if sysvinit)\n#   - systemd\n\n# Use of this file for configuring your Docker daemon is discouraged.\n\n#DOCKER_OPTS="--dns 8.8.8.8"\nDOCKER_OPTS="--bip=172.31.0.1/16 --insecure-registry harbor.old:80"   \n',
    },
    options: engine('20.10.24'),
  },
  {
    what: 'a bip in a variable that flannel writes',
    tree: {
      [etcUnit]:
        '[Service]\nType=notify\nEnvironmentFile=-/run/flannel/docker\nEnvironment=GOTRACEBACK=crash\nExecStart=/usr/bin/dockerd $DOCKER_NETWORK_OPTIONS --log-level=error\n',
      '/run/flannel/docker':
        'DOCKER_OPT_BIP="--bip=10.1.5.1/24"\nDOCKER_NETWORK_OPTIONS=" --bip=10.1.5.1/24 --ip-masq=true --mtu=1450"\n',
    },
    options: engine('18.9.9'),
  },
  {
    what: 'cloud-init on Flatcar: Ignition wrote a drop-in with one long Environment',
    tree: {
      '/usr/lib/systemd/system/docker.service':
        '[Service]\nType=notify\nEnvironment=DOCKER_SELINUX=--selinux-enabled=true\nExecStart=/usr/bin/dockerd --host=fd:// --containerd=/var/run/docker/libcontainerd/docker-containerd.sock $DOCKER_SELINUX $DOCKER_OPTS $DOCKER_CGROUPS $DOCKER_OPT_BIP\n',
      [`${folder}/10-opts.conf`]:
        '[Service]\nEnvironment="DOCKER_OPTS=--log-opt max-size=10m --log-opt max-file=3 --insecure-registry=\\"10.3.0.0/24\\""\n',
    },
    options: engine('24.0.9'),
  },
  {
    what: 'env in front of the engine, by somebody who had read that systemd ignores shells',
    tree: withDropIn(
      'override.conf',
      '[Service]\nExecStart=\nExecStart=/usr/bin/env HTTPS_PROXY=http://old:3128 /usr/bin/dockerd -H fd://\n',
    ),
  },
  {
    what: 'an override that forgot to empty the list',
    tree: withDropIn(
      'override.conf',
      '[Service]\nExecStart=/usr/bin/dockerd -H fd:// -H tcp://0.0.0.0:2375\n',
    ),
    refused: /override\.conf:2: this is a second ExecStart=/,
  },
  {
    what: 'hosts in daemon.json while the unit says -H',
    tree: withJson('{\n  "hosts": ["tcp://0.0.0.0:2375", "unix:///var/run/docker.sock"]\n}\n'),
    refused: /hosts is set both as a flag and in daemon\.json/,
  },
  {
    what: 'a proxy in every place at once',
    tree: {
      [ceUnit]: dockerIoUnit,
      '/etc/default/docker': 'export http_proxy="http://a:1"\nhttps_proxy="http://b:1"\n',
      [`${folder}/proxy.conf`]:
        '[Service]\nEnvironment=HTTPS_PROXY=http://c:1 https_proxy=http://d:1\n',
      [daemonJson]: '{"proxies":{"http-proxy":"http://e:1"}}',
      '/root/.docker/config.json':
        '{\n\t"auths": {},\n\t"proxies": {"default": {"httpProxy": "http://f:1"}}\n}',
    },
  },
  {
    what: 'a password in a drop-in, its percent signs not doubled',
    tree: withDropIn(
      'proxy.conf',
      '[Service]\nEnvironment="HTTPS_PROXY=http://user:hunter2%2Fx@p:3128"\nEnvironment="NO_PROXY=localhost"\n',
    ),
    options: engine('20.10.24'),
  },
  {
    what: 'several drop-ins for one thing, the last of a colleague',
    tree: {
      ...ce,
      [`${folder}/10-proxy.conf`]: '[Service]\nEnvironment=HTTPS_PROXY=http://one:1\n',
      [`${folder}/20-proxy.conf`]:
        '[Service]\nEnvironment="HTTPS_PROXY=http://two:1" "NO_PROXY=a"\n',
      [`${folder}/zz-colleague.conf`]: "[Service]\nEnvironment='HTTPS_PROXY=http://three:1'\n",
    },
    options: engine('20.10.24'),
  },
  {
    what: 'a drop-in behind ours that empties every variable',
    tree: withDropIn('60-reset.conf', '[Service]\nEnvironment=\nEnvironment=FOO=bar\n'),
    options: engine('20.10.24'),
  },
  {
    what: 'a snap with the hand-made /etc/docker/daemon.json that it does not read',
    tree: {
      '/etc/systemd/system/snap.docker.dockerd.service':
        '[Service]\nEnvironmentFile=-/etc/environment\nExecStart=/usr/bin/snap run docker.dockerd\n',
      '/etc/environment':
        'PATH="/usr/local/bin:/usr/bin"\nhttp_proxy="http://p.example:3128/"\nno_proxy=localhost\n',
      '/var/snap/docker/current/config/daemon.json': '{\n    "log-level":        "error"\n}\n',
      [daemonJson]: '{"registry-mirrors":["https://not-read.example"]}',
    },
    options: engine('28.1.1'),
  },
  {
    what: 'a daemon.json somewhere else, by flag',
    tree: {
      ...withDropIn(
        'c.conf',
        '[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --config-file /opt/docker/etc/daemon.json -H fd://\n',
      ),
      '/opt/docker/etc/daemon.json': '{ "bip" : "172.26.0.1/16" }\n',
    },
  },
  {
    what: 'hosts.toml by a registry proxy of the company, containerd store',
    tree: {
      ...withJson('{"features":{"containerd-snapshotter":true}}\n'),
      '/etc/docker/certs.d/docker.io/hosts.toml':
        'server = "https://registry-1.docker.io"\n\n[host."https://nexus.corp:8443"]\n  capabilities = ["pull", "resolve"]\n  skip_verify = false\n',
    },
    options: engine('28.5.2', 'containerd'),
  },
  {
    what: 'Docker 29 with an empty object and a comment in a file beside it',
    tree: {
      ...withJson('{}'),
      '/etc/docker/daemon.json.bak': '{"registry-mirrors":["x"]}',
      '/etc/docker/key.json': '{}',
    },
    options: engine('29.0.0', 'containerd'),
  },
  {
    what: 'an empty daemon.json, touched by a package',
    tree: withJson(''),
    options: engine('23.0.6'),
  },
  {
    what: 'a mirror list with a password, as people paste them',
    tree: withJson('{"registry-mirrors":["https://user:hunter2@m.example"]}'),
  },
  {
    what: 'flags behind a shell',
    tree: withDropIn(
      'sh.conf',
      `[Service]\nExecStart=\nExecStart=/bin/bash -c "exec /usr/bin/dockerd -H fd:// --registry-mirror=https://old.example"\n`,
    ),
    refused: /sh\.conf:3.*registry-mirrors/,
  },
  {
    what: 'an ExecStart with the program in quotes and options by letter',
    tree: withDropIn(
      'q.conf',
      `[Service]\nExecStart=\nExecStart="/usr/bin/dockerd" -D -l info -H=unix:///var/run/docker.sock -G docker --registry-mirror 'https://old.example'\n`,
    ),
  },
  {
    what: 'a slip that a colleague left in a variable',
    tree: {
      [ceUnit]: dockerIoUnit,
      '/etc/default/docker': 'DOCKER_OPTS="--insecure-registries=10.0.0.1:5000"\n',
    },
    refused: /docker:1: "--insecure-registries" is not a flag/,
  },
  {
    what: 'an environment file with values alone, which the unit puts behind flags',
    tree: {
      [etcUnit]: `[Service]\nType=notify\nEnvironmentFile=/etc/docker.env\nExecStart=/usr/bin/dockerd --data-root $DATA_ROOT --registry-mirror=\${MIRROR} --insecure-registry=\${REGISTRY}\n`,
      '/etc/docker.env':
        'DATA_ROOT=/data/docker\nMIRROR=https://a.example\nREGISTRY=b.example:5000\n',
    },
  },
  {
    what: 'options in braces, of which there is one',
    tree: {
      [etcUnit]: `[Service]\nType=notify\nEnvironmentFile=-/etc/default/docker\nExecStart=/usr/bin/dockerd -H fd:// \${DOCKER_OPTS}\n`,
      '/etc/default/docker': 'DOCKER_OPTS=--insecure-registry=10.0.0.0/8\n',
    },
    refused: /docker\.service:4: \$\{DOCKER_OPTS\} hands everything/,
  },
  {
    what: 'options that an environment file takes from the unit',
    tree: {
      [etcUnit]:
        '[Service]\nType=notify\nEnvironment="DOCKER_OPTS=--registry-mirror=https://a --insecure-registry=b"\nEnvironmentFile=-/etc/default/docker\nExecStart=/usr/bin/dockerd $DOCKER_OPTS\n',
      '/etc/default/docker': 'DOCKER_OPTS="--registry-mirror=https://c --log-level warn"\n',
    },
  },
  {
    what: 'options without quotes, as systemd alone reads them',
    tree: {
      [etcUnit]:
        '[Service]\nType=notify\nEnvironmentFile=/etc/default/docker\nExecStart=/usr/bin/dockerd $DOCKER_OPTS\n',
      '/etc/default/docker':
        'DOCKER_OPTS=--registry-mirror=https://a --insecure-registry=b --mtu 1400\n',
    },
  },
  {
    what: 'a variable that is assigned twice',
    tree: {
      [etcUnit]:
        '[Service]\nType=notify\nEnvironmentFile=/etc/default/docker\nExecStart=/usr/bin/dockerd $DOCKER_OPTS\n',
      '/etc/default/docker':
        'DOCKER_OPTS="--log-level warn"\nDOCKER_OPTS="--insecure-registry b"\n',
    },
  },
  {
    what: 'another name in front of the engine, and failures ignored',
    tree: {
      [etcUnit]:
        '[Service]\nType=notify\nExecStart=-@/usr/bin/dockerd docker-engine -H fd:// --registry-mirror=https://a --insecure-registry b\n',
    },
  },
  {
    what: 'a drop-in for all services',
    tree: {
      ...ce,
      '/etc/systemd/system/service.d/proxy.conf':
        '[Service]\nEnvironment=HTTPS_PROXY=http://all:1\n',
    },
    options: engine('20.10.24'),
  },
  {
    what: 'lists that are null and empty',
    tree: withJson('{"registry-mirrors":null,"insecure-registries":[],"proxies":{}}\n'),
  },
  {
    what: 'CRLF in an environment file',
    tree: {
      [etcUnit]:
        '[Service]\nType=notify\nEnvironmentFile=/etc/default/docker\nExecStart=/usr/bin/dockerd $DOCKER_OPTS\n',
      '/etc/default/docker':
        '# by WinSCP\r\nDOCKER_OPTS="--registry-mirror=https://a -D"\r\nHTTPS_PROXY=http://p:1\r\n',
    },
  },
];
