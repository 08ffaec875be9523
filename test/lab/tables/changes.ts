/** What is changed between a start and a reload, to see whether the engine takes it up. */

/** A key with the value it starts with and the one it is changed to. */
export type Change = readonly [before: unknown, after: unknown];

export const diagnosticPort = 7777;
/** An authorization plugin that allows everything (plugin.ts). */
export const plugin = 'tables';

/** Nothing is mounted, no network made and no rule written for these. */
const harmless: Readonly<Record<string, Change>> = {
  'registry-mirrors': [['https://a.example'], ['https://b.example']],
  'insecure-registries': [['a.example'], ['b.example']],
  'allow-nondistributable-artifacts': [['a.example'], ['b.example']],
  proxies: [{ 'http-proxy': 'http://a.example:3128' }, { 'http-proxy': 'http://b.example:3128' }],
  'max-concurrent-downloads': [4, 5],
  'max-concurrent-uploads': [6, 7],
  'max-download-attempts': [3, 4],
  dns: [['10.77.0.1'], ['10.77.0.2']],
  'dns-opts': [['ndots:2'], ['ndots:3']],
  'dns-search': [['a.example'], ['b.example']],
  'host-gateway-ip': ['10.77.0.1', '10.77.0.2'],
  'log-level': ['info', 'debug'],
  'log-driver': ['json-file', 'local'],
  'log-opts': [{ 'max-size': '1m' }, { 'max-size': '2m' }],
  'log-format': ['text', 'json'],
  'raw-logs': [false, true],
  debug: [false, true],
  'live-restore': [false, true],
  'shutdown-timeout': [16, 17],
  'default-stop-timeout': [11, 12],
  features: [{ a: true }, { b: true }],
  'metrics-addr': ['127.0.0.1:9323', '127.0.0.1:9324'],
  builder: [{ gc: { enabled: true } }, { gc: { enabled: false } }],
  'cdi-spec-dirs': [['/etc/a'], ['/etc/b']],
  'cgroup-parent': ['a.slice', 'b.slice'],
  'default-cgroupns-mode': ['private', 'host'],
  'default-ipc-mode': ['private', 'shareable'],
  'default-runtime': ['runc', 'b'],
  runtimes: [{ a: { path: 'runc' } }, { b: { path: 'runc' } }],
  'default-shm-size': ['65M', '66M'],
  'default-ulimits': [
    { nofile: { Name: 'nofile', Hard: 1024, Soft: 1024 } },
    { nofile: { Name: 'nofile', Hard: 2048, Soft: 2048 } },
  ],
  experimental: [false, true],
  init: [false, true],
  'init-path': ['docker-init', '/usr/bin/b'],
  labels: [['a=1'], ['b=2']],
  'no-new-privileges': [false, true],
  'node-generic-resources': [['a=1'], ['b=2']],
  'swarm-default-advertise-addr': ['10.77.0.1', '10.77.0.2'],
  'default-address-pools': [
    [{ base: '10.200.0.0/16', size: 24 }],
    [{ base: '10.201.0.0/16', size: 24 }],
  ],
  icc: [true, false],
  ip: ['0.0.0.0', '127.0.0.1'],
  mtu: [1400, 1450],
  'network-control-plane-mtu': [1400, 1450],
  'network-diagnostic-port': [0, diagnosticPort],
};

/**
 * The second value would keep an engine from starting, or do something to the host. Left out are
 * `graph` and `host-gateway-ips`, which no file may have beside `data-root` and `host-gateway-ip`,
 * `api-cors-header`, which 28.5 knows and then
 * refuses whatever it says, and `cluster-…` of 20.10, which ask a store that would have to be there.
 */
const risky: Readonly<Record<string, Change>> = {
  hosts: [['fd://'], ['fd://', 'tcp://127.0.0.1:2399']],
  // Whatever they say, that they are said means TLS.
  tls: [undefined, true],
  tlsverify: [undefined, true],
  tlscacert: ['/etc/a.pem', '/etc/b.pem'],
  tlscert: ['/etc/a.pem', '/etc/b.pem'],
  tlskey: ['/etc/a.pem', '/etc/b.pem'],
  'authorization-plugins': [[], [plugin]],
  containerd: ['/run/containerd/containerd.sock', '/run/b.sock'],
  'containerd-namespace': ['a', 'b'],
  'cpu-rt-period': [0, 1000],
  'cpu-rt-runtime': [0, 1000],
  'cri-containerd': [false, true],
  'data-root': ['/var/lib/docker', '/var/lib/b'],
  'exec-opts': [['native.cgroupdriver=systemd'], ['native.cgroupdriver=cgroupfs']],
  'exec-root': ['/var/run/docker', '/var/run/b'],
  group: ['docker', 'root'],
  pidfile: ['/var/run/docker.pid', '/var/run/b.pid'],
  rootless: [false, true],
  'seccomp-profile': ['', '/etc/b.json'],
  'selinux-enabled': [false, true],
  'storage-driver': ['overlay2', 'vfs'],
  'storage-opts': [[], ['overlay2.b=1']],
  'userns-remap': ['', 'default'],
  'allow-direct-routing': [false, true],
  bip: ['172.20.0.1/16', '172.21.0.1/16'],
  bip6: ['', 'fd00:b::1/64'],
  bridge: ['', 'b0'],
  'default-gateway': ['172.20.0.2', '172.20.0.3'],
  'default-gateway-v6': ['', 'fd00:b::2'],
  'default-network-opts': [{}, { bridge: { 'com.docker.network.driver.mtu': '1400' } }],
  'fixed-cidr': ['172.20.1.0/24', '172.20.2.0/24'],
  'fixed-cidr-v6': ['', 'fd00:b::/80'],
  'ip-forward': [true, false],
  'ip-forward-no-drop': [false, true],
  'ip-masq': [true, false],
  ip6tables: [false, true],
  iptables: [true, false],
  ipv6: [false, true],
  'userland-proxy': [true, false],
  'userland-proxy-path': ['/usr/sbin/docker-proxy', '/usr/bin/b'],
  'oom-score-adjust': [0, -400],
  'deprecated-key-path': ['', '/etc/b'],
};

export const changes: Readonly<Record<string, Change>> = { ...harmless, ...risky };
