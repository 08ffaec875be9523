import type { HostFacts } from './facts.ts';

/** A variable of the shell that has `docker pull` do something else than the engine would. */
export interface ClientVariable {
  readonly name: 'DOCKER_API_VERSION' | 'DOCKER_DEFAULT_PLATFORM' | 'DOCKER_CONTENT_TRUST';
  readonly value: string;
  /** what the engine answers because of it; null where the pull only goes another way */
  readonly error: string | null;
}

/**
 * The variables that decide how the docker command pulls (docker/cli cli/command/cli.go, cli/trust).
 * A platform that an image may well have is none of them.
 */
export function clientVariables({
  shell,
  info,
}: Pick<HostFacts, 'shell' | 'info'>): readonly ClientVariable[] {
  const of = (
    name: ClientVariable['name'],
    error: (value: string) => string | null | undefined,
  ) => {
    const value = shell[name];
    const found = value === undefined ? undefined : error(value);
    return value === undefined || found === undefined ? [] : [{ name, value, error: found }];
  };
  return [
    ...of('DOCKER_API_VERSION', (value) => versionRefused(value, info)),
    ...of('DOCKER_DEFAULT_PLATFORM', platformRefused),
    ...of('DOCKER_CONTENT_TRUST', (value) => (isTrue(value) ? null : undefined)),
  ];
}

/** @see moby daemon/server/middleware/version.go WrapHandler */
function versionRefused(value: string, info: HostFacts['info']): string | undefined {
  const [most, least] = [info?.raw.ApiVersion, info?.raw.MinAPIVersion];
  if (typeof most === 'string' && compare(value, most) > 0) {
    return `client version ${value} is too new. Maximum supported API version is ${most}`;
  }
  if (typeof least === 'string' && compare(value, least) < 0) {
    return `client version ${value} is too old. Minimum supported API version is ${least}, please upgrade your client to a newer version`;
  }
  return undefined;
}

function compare(one: string, other: string): number {
  const [a = 0, b = 0] = one.split('.').map(Number);
  const [c = 0, d = 0] = other.split('.').map(Number);
  return a - c || b - d;
}

/** @see github.com/containerd/platforms platforms.go Parse */
function platformRefused(value: string): string | undefined {
  const parts = value.split('/');
  const isRead =
    parts.length <= 3 && parts.every((part) => /^[A-Za-z0-9_.-]+(\(.*\))?$/.test(part));
  if (!isRead) return `"${value}": cannot parse platform specifier: invalid argument`;
  const isKnown = parts.length > 1 || isSystem(value) || isArchitecture(goArchitecture(value));
  return isKnown
    ? undefined
    : `"${value}": unknown operating system or architecture: invalid argument`;
}

/**
 * The platform that a specifier names; a processor alone is one of Linux.
 * @returns null where it names none, or no processor
 */
export function platformNamed(value: string): { os: string; architecture: string } | null {
  const [first = '', second, , more] = value.split('/');
  if (more !== undefined) return null;
  if (second !== undefined) return { os: first, architecture: goArchitecture(second) };
  const architecture = goArchitecture(first);
  return isArchitecture(architecture) ? { os: 'linux', architecture } : null;
}

/** Kernels' and people's names to Go's (github.com/containerd/platforms database.go normalizeArch). */
export function goArchitecture(name: string): string {
  const low = name.toLowerCase();
  return aliases[low] ?? low;
}

const aliases: { readonly [name: string]: string } = {
  i386: '386',
  i686: '386',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm',
  armv7l: 'arm',
};

/** github.com/containerd/platforms database.go isKnownOS, isKnownArch; old processors are left out. */
function isSystem(name: string): boolean {
  return ['linux', 'windows', 'darwin', 'freebsd', 'openbsd', 'netbsd', 'solaris', 'android', 'ios']
    .concat(['aix', 'dragonfly', 'hurd', 'illumos', 'js', 'nacl', 'plan9', 'zos'])
    .includes(name.toLowerCase());
}

function isArchitecture(name: string): boolean {
  return [
    'amd64',
    'arm64',
    'arm',
    '386',
    'ppc64le',
    'ppc64',
    's390x',
    'riscv64',
    'riscv',
    'loong64',
  ]
    .concat(['mips', 'mipsle', 'mips64', 'mips64le', 'wasm', 'armbe', 'arm64be', 'ppc', 's390'])
    .concat(['amd64p32', 'mips64p32', 'mips64p32le', 'sparc', 'sparc64'])
    .includes(name);
}

/** As Go's strconv.ParseBool reads it; what it cannot read counts as set (cli/command/trust.go). */
function isTrue(value: string): boolean {
  return !['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(value);
}
