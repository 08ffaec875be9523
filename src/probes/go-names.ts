import { isIP } from 'node:net';
import type { Certificate, NameConstraints } from './certificate.ts';
import { addressHex } from './ip-bytes.ts';

export type NameVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly problem: 'wrong-name' | 'no-names' | 'no-ip-names' | 'common-name-only';
      readonly names: readonly string[];
      readonly engineText: string;
    };

/**
 * Whether a certificate is valid for a host by Go's rules: SAN only (the common name counts
 * before Go 1.15), literal addresses against IP SANs, a wildcard for one whole label.
 * @see golang/go src/crypto/x509/verify.go VerifyHostname, HostnameError
 */
export function verifyHostname(leaf: Certificate, host: string, goMinor: number): NameVerdict {
  const bare = host.replace(/\.$/, '').toLowerCase();
  if (isIP(host) !== 0) return verifyAddress(leaf, host);
  if (leaf.dnsNames.some((name) => matchesHostname(name, bare))) return { ok: true };
  const byCommonName = !leaf.hasSan && matchesHostname(leaf.commonName, bare);
  if (byCommonName && goMinor < 15) return { ok: true };
  if (byCommonName) {
    const wayOut =
      goMinor < 17 ? ' or temporarily enable Common Name matching with GODEBUG=x509ignoreCN=0' : '';
    const text = `x509: certificate relies on legacy Common Name field, use SANs instead${wayOut}`;
    return wrong('common-name-only', [leaf.commonName], text);
  }
  return leaf.dnsNames.length === 0
    ? wrong(
        'no-names',
        [],
        `x509: certificate is not valid for any names, but wanted to match ${host}`,
      )
    : wrong('wrong-name', leaf.dnsNames, validForOthers(leaf.dnsNames, host));
}

function verifyAddress(leaf: Certificate, host: string): NameVerdict {
  const wanted = addressHex(host);
  if (leaf.ips.some((ip) => addressHex(ip) === wanted)) return { ok: true };
  if (leaf.ips.length === 0) {
    const text = `x509: cannot validate certificate for ${host} because it doesn't contain any IP SANs`;
    return wrong('no-ip-names', leaf.dnsNames, text);
  }
  return wrong('wrong-name', leaf.ips, validForOthers(leaf.ips, host));
}

function wrong(
  problem: Exclude<NameVerdict, { ok: true }>['problem'],
  names: readonly string[],
  engineText: string,
): NameVerdict {
  return { ok: false, problem, names, engineText };
}

function validForOthers(names: readonly string[], host: string): string {
  return `x509: certificate is valid for ${names.join(', ')}, not ${host}`;
}

/**
 * golang/go src/crypto/x509/verify.go matchHostnames: `*` stands for exactly the first label, and a
 * final dot is taken off what was asked for, not off what the certificate has.
 */
export function matchesHostname(pattern: string, host: string): boolean {
  const wanted = pattern.toLowerCase().split('.');
  const labels = host.split('.');
  if (wanted.length !== labels.length || host === '' || pattern === '') return false;
  return wanted.every((label, at) => label === labels[at] || (at === 0 && label === '*'));
}

export interface Forbidden {
  readonly name: string;
  /** why, as Go says it */
  readonly text: string;
}

/**
 * The name that an authority's constraints forbid, or null. Only DNS names and addresses are
 * looked at: nothing else is in a registry's certificate.
 * @see golang/go src/crypto/x509/verify.go checkNameConstraints
 */
export function forbiddenName(leaf: Certificate, constraints: NameConstraints): Forbidden | null {
  const { permittedDns, excludedDns, permittedIps, excludedIps } = constraints;
  for (const name of leaf.dnsNames) {
    const excluded = excludedDns.find((base) => isWithin(name, base));
    if (excluded !== undefined) {
      return { name, text: `DNS name "${name}" is excluded by constraint "${excluded}"` };
    }
    if (permittedDns.length > 0 && !permittedDns.some((base) => isWithin(name, base))) {
      return { name, text: `DNS name "${name}" is not permitted by any constraint` };
    }
  }
  for (const ip of leaf.ips) {
    const excluded = excludedIps.find((range) => isInRange(ip, range));
    if (excluded !== undefined) {
      const range = rangeText(excluded);
      return { name: ip, text: `IP address "${ip}" is excluded by constraint "${range}"` };
    }
    if (permittedIps.length > 0 && !permittedIps.some((range) => isInRange(ip, range))) {
      return { name: ip, text: `IP address "${ip}" is not permitted by any constraint` };
    }
  }
  return null;
}

/** As Go's net.IPNet says it: the address and the length of its prefix. */
function rangeText(range: string): string {
  const [address, mask] = [range.slice(0, range.length / 2), range.slice(range.length / 2)];
  const bits = BigInt(`0x${mask}`).toString(2).replaceAll('0', '').length;
  const parts = address.match(address.length === 8 ? /../g : /..../g) ?? [];
  const values = parts.map((part) => Number.parseInt(part, 16));
  if (address.length === 8) return `${values.join('.')}/${bits}`;
  const host = new URL(`http://[${values.map((value) => value.toString(16)).join(':')}]`).hostname;
  return `${host.slice(1, -1)}/${bits}`;
}

/** A constraint `example.com` holds for the name and all below it; `.example.com` only below. */
function isWithin(name: string, base: string): boolean {
  const [low, root] = [name.toLowerCase(), base.toLowerCase()];
  if (root === '') return true;
  return root.startsWith('.') ? low.endsWith(root) : low === root || low.endsWith(`.${root}`);
}

/** A range is address and mask, one after the other, in hex. */
function isInRange(address: string, range: string): boolean {
  const ip = addressHex(address);
  if (range.length !== ip.length * 2) return false;
  const mask = BigInt(`0x${range.slice(ip.length)}`);
  return (BigInt(`0x${ip}`) & mask) === (BigInt(`0x${range.slice(0, ip.length)}`) & mask);
}
