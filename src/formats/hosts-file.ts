import { isIP } from 'node:net';
import { linesOf } from './text.ts';

/** One line of /etc/hosts that counts. */
export interface HostsLine {
  readonly address: string;
  /** as written */
  readonly names: readonly string[];
  /** 1-based */
  readonly line: number;
}

/**
 * Parses /etc/hosts as Go does: `#` comments, fields parted by white space, lines without a literal
 * address skipped. Source: go src/net/hosts.go (readHosts).
 */
export function parseHostsFile(text: string): HostsLine[] {
  return linesOf(text).flatMap((line, at) => {
    const [address = '', ...names] = line.text
      .replace(/#.*$/, '')
      .split(/[ \t]+/)
      .filter((field) => field !== '');
    return isIP(address) === 0 || names.length === 0 ? [] : [{ address, names, line: at + 1 }];
  });
}

/** The lines that decide a name, in their order: upper case and a final dot make no difference. */
export function hostsLinesFor(hosts: readonly HostsLine[], name: string): HostsLine[] {
  return hosts.filter((line) => line.names.some((one) => canonical(one) === canonical(name)));
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
