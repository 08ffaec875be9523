import { closeSync, openSync, readSync } from 'node:fs';
import { isIPv4 } from 'node:net';

/** Some 500 routes: more than a host with containers has; others carry the whole internet's. */
const maxBytes = 64 * 1024;

/** The kernel's IPv4 routes as text, a page for each read; empty where there is no such file. */
export function readRoutes(path = '/proc/net/route'): string {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const bytes = Buffer.alloc(maxBytes);
    let length = 0;
    for (let more = -1; more !== 0 && length < maxBytes; length += more) {
      more = readSync(file, bytes, length, maxBytes - length, null);
    }
    return bytes.toString('latin1', 0, length);
  } catch {
    return '';
  } finally {
    if (file !== null) closeSync(file);
  }
}

/**
 * The device that the kernel's IPv4 table sends an address through: the longest prefix, then the
 * lowest metric. It knows devices without a carrier, such as a bridge that no container is on,
 * which `os.networkInterfaces()` leaves out.
 * @param table text of /proc/net/route (linux net/ipv4/fib_trie.c fib_route_seq_show)
 * @returns null where no route matches, and for IPv6
 */
export function routeDevice(table: string, address: string): string | null {
  if (!isIPv4(address)) return null;
  const wanted = numberOf(address);
  const matching = table
    .split('\n')
    .slice(1)
    .flatMap((line) => rowOf(line))
    .filter((row) => row.up && (wanted & row.mask) === (row.destination & row.mask));
  const [best] = matching.toSorted((a, b) => b.length - a.length || a.metric - b.metric);
  return best?.device ?? null;
}

interface Row {
  readonly device: string;
  readonly up: boolean;
  readonly destination: number;
  readonly mask: number;
  /** of the prefix */
  readonly length: number;
  readonly metric: number;
}

/** RTF_UP (linux include/uapi/linux/route.h) */
const upFlag = 1;

function rowOf(line: string): readonly Row[] {
  const [device = '', destination = '', , flags = '', , , metric = '', mask = ''] =
    line.split(/\s+/);
  if (!/^[0-9A-F]{8}$/.test(destination) || !/^[0-9A-F]{8}$/.test(mask)) return [];
  const bits = hostOrder(mask);
  return [
    {
      device,
      up: (Number.parseInt(flags, 16) & upFlag) !== 0,
      destination: hostOrder(destination),
      mask: bits,
      length: (bits >>> 0).toString(2).replaceAll('0', '').length,
      metric: Number(metric),
    },
  ];
}

/** The kernel prints addresses as it holds them in memory: the first byte last. */
function hostOrder(hex: string): number {
  const bytes = hex.match(/../g) ?? [];
  return Number.parseInt(bytes.reverse().join(''), 16) | 0;
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => (sum << 8) | Number(part), 0);
}
