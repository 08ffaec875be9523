/** The Debian releases whose engines the lab runs, and where each host lives on the lab's network. */

export type SuiteName = 'bookworm' | 'trixie' | 'forky' | 'sysv' | 'openrc';
export type Store = 'classic' | 'containerd';

/** What starts the services. */
export type Init = 'systemd' | 'sysv' | 'openrc';

export type Suite = {
  readonly name: SuiteName;
  /** the release that its packages come from */
  readonly release: string;
  /** debootstrap's script: testing has none of its own under older debootstraps. */
  readonly script: string;
  readonly packages: readonly string[];
  readonly init: Init;
  readonly address: string;
  /** The stores this engine has; the first one is its default. */
  readonly stores: readonly Store[];
};

// python3 is there for Ansible, which runs its modules on the host it manages.
const common = [
  'ca-certificates',
  'dbus',
  'docker.io',
  'iproute2',
  'iptables',
  'procps',
  'python3',
];

const systemd = ['systemd', 'systemd-sysv'];

export const suites: Readonly<Record<SuiteName, Suite>> = {
  bookworm: {
    name: 'bookworm',
    script: 'bookworm',
    release: 'bookworm',
    packages: [...common, ...systemd],
    init: 'systemd',
    address: '10.77.0.101',
    stores: ['classic'],
  },
  // From trixie on the client is a package of its own.
  trixie: {
    name: 'trixie',
    script: 'trixie',
    release: 'trixie',
    packages: [...common, ...systemd, 'docker-cli'],
    init: 'systemd',
    address: '10.77.0.102',
    stores: ['classic', 'containerd'],
  },
  forky: {
    name: 'forky',
    script: 'sid',
    release: 'forky',
    packages: [...common, ...systemd, 'docker-cli'],
    init: 'systemd',
    address: '10.77.0.103',
    stores: ['classic', 'containerd'],
  },
  sysv: {
    name: 'sysv',
    script: 'trixie',
    release: 'trixie',
    packages: [...common, 'docker-cli', 'initscripts', 'sysv-rc', 'sysvinit-core'],
    init: 'sysv',
    address: '10.77.0.104',
    stores: ['classic'],
  },
  openrc: {
    name: 'openrc',
    script: 'trixie',
    release: 'trixie',
    packages: [...common, 'docker-cli', 'openrc'],
    init: 'openrc',
    address: '10.77.0.105',
    stores: ['classic'],
  },
};

/** Whether a word from the command line names a suite. */
export function isSuite(word: string): word is SuiteName {
  return Object.hasOwn(suites, word);
}
