/** The Debian releases whose engines the lab runs, and where each host lives on the lab's network. */

export type SuiteName = 'bookworm' | 'trixie' | 'forky';
export type Store = 'classic' | 'containerd';

export type Suite = {
  readonly name: SuiteName;
  /** debootstrap's script: testing has none of its own under older debootstraps. */
  readonly script: string;
  readonly packages: readonly string[];
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
  'systemd',
  'systemd-sysv',
];

export const suites: Readonly<Record<SuiteName, Suite>> = {
  bookworm: {
    name: 'bookworm',
    script: 'bookworm',
    packages: common,
    address: '10.77.0.101',
    stores: ['classic'],
  },
  // From trixie on the client is a package of its own.
  trixie: {
    name: 'trixie',
    script: 'trixie',
    packages: [...common, 'docker-cli'],
    address: '10.77.0.102',
    stores: ['classic', 'containerd'],
  },
  forky: {
    name: 'forky',
    script: 'sid',
    packages: [...common, 'docker-cli'],
    address: '10.77.0.103',
    stores: ['classic', 'containerd'],
  },
};

/** Whether a word from the command line names a suite. */
export function isSuite(word: string): word is SuiteName {
  return Object.hasOwn(suites, word);
}
