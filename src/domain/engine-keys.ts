/** How a value of daemon.json must be shaped. */
export type KeyType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'strings'
  | 'address'
  | 'addresses'
  | 'bytes'
  | 'stringMap'
  | 'booleanMap'
  | 'pools'
  | 'proxies'
  | 'object';

/** What is known of one daemon.json key. Releases are written `major.minor`, as numbers. */
export interface EngineKey {
  readonly key: string;
  readonly type: KeyType;
  /** dockerd's flag without dashes; null where there is none; absent where it is spelt like the key */
  readonly flag?: string | null;
  /** the flag's one-letter form */
  readonly short?: string;
  /** the flag is younger than the key */
  readonly flagSince?: string;
  /** first release that has the key */
  readonly since: string;
  /** first release that refuses to start with it */
  readonly until?: string;
  /** first release that accepts and ignores it */
  readonly ignoredSince?: string;
  /** first release that applies it on SIGHUP; absent: needs a restart */
  readonly reloadable?: string;
  /** the key that took its place */
  readonly use?: string;
  /** the only values it takes */
  readonly oneOf?: readonly string[];
  /** only the projectatomic 1.13 engine has it */
  readonly fork?: 'projectatomic';
  readonly source: string;
}

/**
 * Every daemon.json key of dockerd on Linux. `since`, `until` and flags were read tag by tag;
 * `reloadable` rests on moby daemon/reload.go and daemon/reload_unix.go at the release named.
 */
export const engineKeys: readonly EngineKey[] = [
  {
    key: 'registry-mirrors',
    type: 'strings',
    since: '1.11',
    flag: 'registry-mirror',
    reloadable: '17.4',
    source: 'moby daemon/pkg/registry/config.go',
  },
  {
    key: 'insecure-registries',
    type: 'strings',
    since: '1.11',
    flag: 'insecure-registry',
    reloadable: '1.13',
    source: 'moby daemon/pkg/registry/config.go',
  },
  {
    key: 'allow-nondistributable-artifacts',
    type: 'strings',
    since: '17.6',
    ignoredSince: '28.1',
    reloadable: '17.6',
    source: 'moby v28.0.0 registry/config.go',
  },
  {
    key: 'proxies',
    type: 'proxies',
    since: '23.0',
    flag: null,
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'max-concurrent-downloads',
    type: 'integer',
    since: '1.12',
    reloadable: '1.12',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'max-concurrent-uploads',
    type: 'integer',
    since: '1.12',
    reloadable: '1.12',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'max-download-attempts',
    type: 'integer',
    since: '20.10',
    // A reload changes what the engine shows, and not what it does (daemon/images/service.go).
    source: 'moby daemon/config/config.go',
  },
  { key: 'dns', type: 'addresses', since: '1.10', source: 'moby daemon/config/config.go' },
  {
    key: 'dns-opts',
    type: 'strings',
    since: '1.10',
    flag: 'dns-opt',
    source: 'moby daemon/config/config.go',
  },
  { key: 'dns-search', type: 'strings', since: '1.10', source: 'moby daemon/config/config.go' },
  {
    key: 'host-gateway-ip',
    type: 'address',
    since: '20.10',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'host-gateway-ips',
    type: 'addresses',
    since: '28.0',
    flag: 'host-gateway-ip',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'hosts',
    type: 'strings',
    since: '1.10',
    flag: 'host',
    short: 'H',
    source: 'moby daemon/command/options.go',
  },
  { key: 'tls', type: 'boolean', since: '1.10', source: 'moby daemon/command/options.go' },
  { key: 'tlsverify', type: 'boolean', since: '1.10', source: 'moby daemon/command/options.go' },
  { key: 'tlscacert', type: 'string', since: '1.10', source: 'moby daemon/command/options.go' },
  { key: 'tlscert', type: 'string', since: '1.10', source: 'moby daemon/command/options.go' },
  { key: 'tlskey', type: 'string', since: '1.10', source: 'moby daemon/command/options.go' },
  {
    key: 'log-level',
    type: 'string',
    since: '1.10',
    short: 'l',
    oneOf: ['panic', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'],
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'log-format',
    type: 'string',
    since: '25.0',
    oneOf: ['text', 'json'],
    source: 'moby daemon/config/config.go',
  },
  { key: 'raw-logs', type: 'boolean', since: '1.11', source: 'moby daemon/config/config.go' },
  { key: 'log-driver', type: 'string', since: '1.10', source: 'moby daemon/config/config.go' },
  {
    key: 'log-opts',
    type: 'stringMap',
    since: '1.10',
    flag: 'log-opt',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'debug',
    type: 'boolean',
    since: '1.10',
    short: 'D',
    reloadable: '1.10',
    source: 'moby daemon/command/options.go',
  },
  {
    key: 'live-restore',
    type: 'boolean',
    since: '1.12',
    reloadable: '1.12',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'shutdown-timeout',
    type: 'integer',
    since: '1.13',
    reloadable: '1.13',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'default-stop-timeout',
    type: 'integer',
    since: '29.7',
    reloadable: '29.7',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'min-api-version',
    type: 'string',
    since: '29.0',
    flag: null,
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'features',
    type: 'booleanMap',
    since: '18.9',
    flag: 'feature',
    flagSince: '27.3',
    reloadable: '18.9',
    source: 'moby daemon/config/config.go',
  },
  { key: 'metrics-addr', type: 'string', since: '1.13', source: 'moby daemon/config/config.go' },
  {
    key: 'authorization-plugins',
    type: 'strings',
    since: '1.10',
    flag: 'authorization-plugin',
    reloadable: '1.13',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'builder',
    type: 'object',
    since: '18.9',
    flag: null,
    source: 'moby daemon/config/builder.go',
  },
  {
    key: 'cdi-spec-dirs',
    type: 'strings',
    since: '25.0',
    flag: 'cdi-spec-dir',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'cgroup-parent',
    type: 'string',
    since: '1.10',
    source: 'moby daemon/config/config_linux.go',
  },
  { key: 'containerd', type: 'string', since: '1.11', source: 'moby daemon/config/config.go' },
  {
    key: 'containerd-namespace',
    type: 'string',
    since: '20.10',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'cpu-rt-period',
    type: 'integer',
    since: '1.13',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'cpu-rt-runtime',
    type: 'integer',
    since: '1.13',
    source: 'moby daemon/config/config_linux.go',
  },
  { key: 'cri-containerd', type: 'boolean', since: '18.9', source: 'moby daemon/config/config.go' },
  { key: 'data-root', type: 'string', since: '17.5', source: 'moby daemon/config/config.go' },
  {
    key: 'default-cgroupns-mode',
    type: 'string',
    since: '20.10',
    reloadable: '20.10',
    oneOf: ['host', 'private'],
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'default-ipc-mode',
    type: 'string',
    since: '17.9',
    reloadable: '17.9',
    oneOf: ['private', 'shareable'],
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'default-runtime',
    type: 'string',
    since: '1.12',
    reloadable: '1.12',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'default-shm-size',
    type: 'bytes',
    since: '17.4',
    reloadable: '17.4',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'default-ulimits',
    type: 'object',
    since: '1.10',
    flag: 'default-ulimit',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'exec-opts',
    type: 'strings',
    since: '1.10',
    flag: 'exec-opt',
    source: 'moby daemon/config/config.go',
  },
  { key: 'exec-root', type: 'string', since: '1.10', source: 'moby daemon/config/config.go' },
  { key: 'experimental', type: 'boolean', since: '1.13', source: 'moby daemon/config/config.go' },
  {
    key: 'group',
    type: 'string',
    since: '1.10',
    short: 'G',
    source: 'moby daemon/config/config.go',
  },
  { key: 'init', type: 'boolean', since: '1.13', source: 'moby daemon/config/config_linux.go' },
  { key: 'init-path', type: 'string', since: '1.13', source: 'moby daemon/config/config_linux.go' },
  {
    key: 'labels',
    type: 'strings',
    since: '1.10',
    flag: 'label',
    reloadable: '1.10',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'no-new-privileges',
    type: 'boolean',
    since: '17.4',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'node-generic-resources',
    type: 'strings',
    since: '17.9',
    flag: 'node-generic-resource',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'nri-opts',
    type: 'object',
    since: '29.2',
    reloadable: '29.2',
    source: 'moby daemon/pkg/opts/nri_opts.go',
  },
  {
    key: 'pidfile',
    type: 'string',
    since: '1.10',
    short: 'p',
    source: 'moby daemon/config/config.go',
  },
  { key: 'rootless', type: 'boolean', since: '19.3', source: 'moby daemon/config/config_linux.go' },
  {
    key: 'runtimes',
    type: 'object',
    since: '1.12',
    flag: 'add-runtime',
    reloadable: '1.12',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'seccomp-profile',
    type: 'string',
    since: '1.13',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'selinux-enabled',
    type: 'boolean',
    since: '1.10',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'storage-driver',
    type: 'string',
    since: '1.10',
    short: 's',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'storage-opts',
    type: 'strings',
    since: '1.10',
    flag: 'storage-opt',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'swarm-default-advertise-addr',
    type: 'string',
    since: '1.12',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'userns-remap',
    type: 'string',
    since: '1.10',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'allow-direct-routing',
    type: 'boolean',
    since: '28.2',
    source: 'moby daemon/config/config_linux.go',
  },
  { key: 'bip', type: 'string', since: '1.10', source: 'moby daemon/config/config_linux.go' },
  { key: 'bip6', type: 'string', since: '28.0', source: 'moby daemon/config/config_linux.go' },
  {
    key: 'bridge',
    type: 'string',
    since: '1.10',
    short: 'b',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'bridge-accept-fwmark',
    type: 'string',
    since: '29.0',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'default-address-pools',
    type: 'pools',
    since: '18.6',
    flag: 'default-address-pool',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'default-gateway',
    type: 'address',
    since: '1.10',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'default-gateway-v6',
    type: 'address',
    since: '1.10',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'default-network-opts',
    type: 'object',
    since: '24.0',
    flag: 'default-network-opt',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'firewall-backend',
    type: 'string',
    since: '29.0',
    oneOf: ['', 'iptables', 'nftables'],
    source: 'moby daemon/config/config.go',
  },
  { key: 'fixed-cidr', type: 'string', since: '1.10', source: 'moby daemon/config/config.go' },
  {
    key: 'fixed-cidr-v6',
    type: 'string',
    since: '1.10',
    source: 'moby daemon/config/config_linux.go',
  },
  { key: 'icc', type: 'boolean', since: '1.10', source: 'moby daemon/config/config_linux.go' },
  { key: 'ip', type: 'address', since: '1.10', source: 'moby daemon/config/config_linux.go' },
  {
    key: 'ip-forward',
    type: 'boolean',
    since: '1.10',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'ip-forward-no-drop',
    type: 'boolean',
    since: '28.0',
    source: 'moby daemon/config/config_linux.go',
  },
  { key: 'ip-masq', type: 'boolean', since: '1.12', source: 'moby daemon/config/config_linux.go' },
  {
    key: 'ip6tables',
    type: 'boolean',
    since: '20.10',
    source: 'moby daemon/config/config_linux.go',
  },
  { key: 'iptables', type: 'boolean', since: '1.10', source: 'moby daemon/config/config_linux.go' },
  { key: 'ipv6', type: 'boolean', since: '1.10', source: 'moby daemon/config/config_linux.go' },
  { key: 'mtu', type: 'integer', since: '1.10', source: 'moby daemon/config/config_linux.go' },
  {
    key: 'network-control-plane-mtu',
    type: 'integer',
    since: '17.9',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'network-diagnostic-port',
    type: 'integer',
    since: '17.12',
    reloadable: '17.12',
    source: 'moby daemon/config/config.go',
  },
  {
    key: 'userland-proxy',
    type: 'boolean',
    since: '1.10',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'userland-proxy-path',
    type: 'string',
    since: '1.13',
    source: 'moby daemon/config/config_linux.go',
  },
  {
    key: 'graph',
    type: 'string',
    since: '1.10',
    short: 'g',
    until: '24.0',
    use: 'data-root',
    source: 'moby v23.0.0 daemon/config/config.go',
  },
  {
    key: 'cluster-store',
    type: 'string',
    since: '1.10',
    until: '23.0',
    source: 'moby v20.10.24 daemon/config/config.go',
  },
  {
    key: 'cluster-advertise',
    type: 'string',
    since: '1.10',
    until: '23.0',
    source: 'moby v20.10.24 daemon/config/config.go',
  },
  {
    key: 'cluster-store-opts',
    type: 'stringMap',
    since: '1.10',
    flag: 'cluster-store-opt',
    until: '23.0',
    source: 'moby v20.10.24 daemon/config/config.go',
  },
  {
    key: 'oom-score-adjust',
    type: 'integer',
    since: '1.12',
    until: '26.0',
    source: 'moby v25.0.0 daemon/config/config_linux.go',
  },
  {
    key: 'api-cors-header',
    type: 'string',
    since: '1.12',
    until: '29.0',
    source: 'moby v28.5.2 daemon/config/config.go',
  },
  {
    key: 'api-enable-cors',
    type: 'boolean',
    since: '1.10',
    until: '17.9',
    source: 'moby v17.06.2-ce daemon/config/config.go',
  },
  {
    key: 'disable-legacy-registry',
    type: 'boolean',
    since: '1.11',
    until: '19.3',
    source: 'moby v18.09.9 registry/config.go',
  },
  {
    key: 'deprecated-key-path',
    type: 'string',
    flag: null,
    since: '17.6',
    ignoredSince: '23.0',
    source: 'moby v20.10.24 daemon/config/config.go',
  },
  {
    key: 'add-registry',
    type: 'strings',
    since: '1.13',
    fork: 'projectatomic',
    source: 'projectatomic/docker daemon/config.go (docker-1.13.1-rhel)',
  },
  {
    key: 'block-registry',
    type: 'strings',
    since: '1.13',
    fork: 'projectatomic',
    source: 'projectatomic/docker daemon/config.go (docker-1.13.1-rhel)',
  },
  {
    key: 'skip-schema2-push',
    type: 'boolean',
    since: '1.13',
    fork: 'projectatomic',
    source: 'projectatomic/docker daemon/config.go (docker-1.13.1-rhel)',
  },
  {
    key: 'signature-verification',
    type: 'boolean',
    since: '1.13',
    fork: 'projectatomic',
    source: 'projectatomic/docker daemon/config_unix.go (docker-1.13.1-rhel)',
  },
  {
    key: 'enable-secrets',
    type: 'boolean',
    since: '1.13',
    fork: 'projectatomic',
    source: 'projectatomic/docker daemon/config_unix.go (docker-1.13.1-rhel)',
  },
  {
    key: 'default-pids-limit',
    type: 'integer',
    since: '1.13',
    fork: 'projectatomic',
    source: 'projectatomic/docker daemon/config_unix.go (docker-1.13.1-rhel)',
  },
  {
    key: 'max-health-check-retries',
    type: 'integer',
    since: '1.13',
    fork: 'projectatomic',
    source: 'projectatomic/docker daemon/config_unix.go (docker-1.13.1-rhel)',
  },
];

/**
 * Names that stand for flags only: dockerd knows the name, so the file passes its check, and
 * nothing is set. `use` is the key that does what was meant.
 * @see moby daemon/command/config.go, config_unix.go; measured on 20.10, 26.1, 28.5, 29.7
 */
export const ignoredNames: readonly {
  readonly name: string;
  readonly use: string | null;
  readonly since: string;
}[] = [
  { name: 'http-proxy', use: 'proxies', since: '23.0' },
  { name: 'https-proxy', use: 'proxies', since: '23.0' },
  { name: 'no-proxy', use: 'proxies', since: '23.0' },
  { name: 'containerd-plugins-namespace', use: null, since: '20.10' },
  { name: 'config-file', use: null, since: '1.10' },
  { name: 'restart', use: null, since: '1.10' },
];

/** Fields of the engine's own struct that have no flag, so the engine refuses them by name. */
export const refusedNames: readonly string[] = [
  'resolv-conf',
  'default-init',
  'swarm-raft-heartbeat-tick',
  'swarm-raft-election-tick',
  'containerd-plugin-namespace',
];

/**
 * Keys whose object is one value; every other object is replaced by its members before names are
 * checked (moby daemon/config/config.go flatOptions).
 */
export const flatKeys: ReadonlySet<string> = new Set([
  'cluster-store-opts',
  'default-network-opts',
  'log-opts',
  'runtimes',
  'default-ulimits',
  'features',
  'builder',
  'nri-opts',
]);
