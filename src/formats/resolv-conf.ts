import { isIP } from 'node:net';
import { linesOf } from './text.ts';

/** /etc/resolv.conf as Go's resolver reads it. */
export interface ResolvConf {
  /** at most three; Go takes 127.0.0.1 and ::1 when there are none */
  readonly nameservers: readonly { readonly address: string; readonly line: number }[];
  readonly isDefault: boolean;
  /** listed beyond the third, or no address: never asked */
  readonly ignoredNameservers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
  readonly timeoutSeconds: number;
  readonly attempts: number;
  readonly rotate: boolean;
  readonly useTcp: boolean;
  readonly singleRequest: boolean;
  /** options Go does not know: it then may hand lookups to the C library */
  readonly unknownOptions: readonly string[];
}

/** Parses a resolv.conf; it has no errors. Source: go src/net/dnsconfig_unix.go (dnsReadConfig). */
export function parseResolvConf(text: string): ResolvConf {
  const conf = new Reading();
  for (const [at, line] of linesOf(text).entries()) {
    if (/^[;#]/.test(line.text)) continue;
    const [keyword, ...fields] = line.text.split(/[ \t\r\n]+/).filter((field) => field !== '');
    if (keyword !== undefined) conf.read(keyword, fields, at + 1);
  }
  const isDefault = conf.nameservers.length === 0;
  const fallback = ['127.0.0.1', '::1'].map((address) => ({ address, line: 0 }));
  return { ...conf, nameservers: isDefault ? fallback : conf.nameservers, isDefault };
}

class Reading {
  readonly nameservers: { address: string; line: number }[] = [];
  readonly ignoredNameservers: string[] = [];
  readonly unknownOptions: string[] = [];
  search: string[] = [];
  ndots = 1;
  timeoutSeconds = 5;
  attempts = 2;
  rotate = false;
  useTcp = false;
  singleRequest = false;

  read(keyword: string, fields: readonly string[], line: number): void {
    const [first] = fields;
    if (keyword === 'nameserver' && first !== undefined) this.#nameserver(first, line);
    else if (keyword === 'domain' && first !== undefined) this.search = [first];
    else if (keyword === 'search') this.search = fields.filter((name) => name !== '.');
    else if (keyword === 'options') for (const option of fields) this.#option(option);
  }

  #nameserver(address: string, line: number): void {
    const counts = isIP(address) !== 0 && this.nameservers.length < 3;
    if (counts) this.nameservers.push({ address, line });
    else this.ignoredNameservers.push(address);
  }

  #option(option: string): void {
    const number = Number.parseInt(/:(\d+)/.exec(option)?.[1] ?? '0', 10);
    if (option.startsWith('ndots:')) this.ndots = Math.min(15, number);
    else if (option.startsWith('timeout:')) this.timeoutSeconds = Math.max(1, number);
    else if (option.startsWith('attempts:')) this.attempts = Math.max(1, number);
    else if (option === 'rotate') this.rotate = true;
    else if (['use-vc', 'usevc', 'tcp'].includes(option)) this.useTcp = true;
    else if (/^single-request(?:-reopen)?$/.test(option)) this.singleRequest = true;
    else if (!['trust-ad', 'edns0', 'no-reload'].includes(option)) this.unknownOptions.push(option);
  }
}
