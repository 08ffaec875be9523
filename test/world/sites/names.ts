import { isIP } from 'node:net';

/** Where something listens. */
export interface Endpoint {
  address: string;
  port: number;
}

interface Registration extends Endpoint {
  name: string;
}

/** Who is called what in this world: what its proxies, its DNS and its hosts file go by. */
export interface Names {
  add(name: string, endpoint: Endpoint): void;
  remove(endpoint: Endpoint): void;
  addressesOf(name: string): string[];
  /** Where `name:port` leads: to that very port if someone listens there, or else to the name. */
  find(name: string, port: number): Endpoint | undefined;
  owns(address: string): boolean;
  hostsFile(): string;
}

/** An empty register of names. */
export function createNames(): Names {
  let known: Registration[] = [];
  const called = (name: string) => known.filter((entry) => entry.name === name.toLowerCase());
  return {
    add: (name, endpoint) => void known.push({ ...endpoint, name: name.toLowerCase() }),
    remove: ({ address, port }) => {
      known = known.filter((entry) => entry.address !== address || entry.port !== port);
    },
    addressesOf: (name) => [...new Set(called(name).map((entry) => entry.address))],
    find(name, port) {
      const candidates = called(name);
      return candidates.find((entry) => entry.port === port) ?? candidates[0];
    },
    owns: (address) => known.some((entry) => entry.address === address),
    hostsFile: () => hostsFile(known),
  };
}

/**
 * Engines verify nobody on loopback, and the servers of a world must be verified. Connections to
 * 0.0.0.0 come to this machine as well (ip(7), INADDR_ANY), and to the engine it is an address like
 * any other.
 */
function hostsFile(known: Registration[]): string {
  const lines = known
    .filter(({ name }) => !isIP(name) && name !== 'localhost')
    .map(({ address, name }) => `${address === '127.0.0.1' ? '0.0.0.0' : address}\t${name}`);
  return ['127.0.0.1\tlocalhost', '::1\tlocalhost', ...new Set(lines), ''].join('\n');
}

/** `host:port` with the brackets that IPv6 needs. */
export const hostPort = ({ address, port }: Endpoint) =>
  isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;

/** Reads `host:port` and `[v6]:port`; nothing where it is neither. */
export function parseHostPort(text: string, fallbackPort?: number): Endpoint | undefined {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  const address = match?.[1] ?? match?.[2];
  const port = match?.[3] ? Number(match[3]) : fallbackPort;
  if (!address || port === undefined || port > 65535) return undefined;
  return { address, port };
}
