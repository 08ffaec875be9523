import type { EngineInfo, HostFacts, UnitFacts } from '../../src/domain/facts.ts';

/** Facts of a host on which nothing is configured, and as much of them otherwise as is wanted. */
export function factsWith(changes: Partial<HostFacts> = {}): HostFacts {
  return {
    root: '/',
    live: true,
    engine: { version: null, store: 'classic', fork: null },
    flavour: 'docker-ce',
    layout: {
      daemonJson: '/etc/docker/daemon.json',
      certsDir: '/etc/docker/certs.d',
      serviceName: 'docker.service',
      dropInDir: '/etc/systemd/system/docker.service.d',
      socket: '/var/run/docker.sock',
    },
    serviceManager: 'systemd',
    unit: null,
    process: null,
    info: null,
    containers: [],
    files: new Map(),
    directories: new Map(),
    user: { uid: 0, home: '/root', sudoUser: null },
    shell: {},
    osRelease: {},
    notes: [],
    ...changes,
  };
}

/** The unit of a package, active and enabled. */
export function unitWith(changes: Partial<UnitFacts> = {}): UnitFacts {
  return {
    name: 'docker.service',
    files: ['/usr/lib/systemd/system/docker.service'],
    argv: ['/usr/bin/dockerd'],
    flags: [],
    environment: [],
    environmentFiles: [],
    activeState: 'active',
    subState: 'running',
    enabled: true,
    masked: false,
    needsDaemonReload: false,
    ...changes,
  };
}

/** What an engine without configuration tells of itself. */
export function infoWith(changes: Partial<EngineInfo> = {}): EngineInfo {
  return {
    version: '28.5.2',
    mirrors: [],
    insecure: [],
    httpProxy: '',
    httpsProxy: '',
    noProxy: '',
    store: 'classic',
    liveRestore: false,
    swarm: false,
    rootless: false,
    containersRunning: 0,
    operatingSystem: 'Debian GNU/Linux 13 (trixie)',
    raw: {},
    ...changes,
  };
}
