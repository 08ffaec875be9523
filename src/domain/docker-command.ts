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
  return isRead ? undefined : `"${value}": cannot parse platform specifier: invalid argument`;
}

/** As Go's strconv.ParseBool reads it; what it cannot read counts as set (cli/command/trust.go). */
function isTrue(value: string): boolean {
  return !['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(value);
}
