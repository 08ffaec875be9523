import { late } from '../../domain/late.ts';

const list = (words: readonly string[]) => words.join(', ');

/** The texts of listing, fetching and adding CA certificates in English. */
export const caEn = late(() => ({
  none: (path: string) => `No certificates are installed for registries: ${path} is empty.`,
  noneFor: (host: string, meant: string | null) =>
    `Nothing is installed for ${host}.${meant === null ? '' : ` Did you mean ${meant}?`}`,
  engine: (version: string, store: string) => `Docker Engine ${version} (${store})`,
  head: (engine: string) => `What ${engine} reads:`,
  states: { read: 'read', ignored: 'not read', breaks: 'makes every pull fail' },
  uses: {
    ca: 'CA',
    'client-certificate': 'client certificate',
    'client-key': 'client key',
    'hosts.toml': 'hosts.toml',
    other: 'file',
  },
  system: (path: string, count: number) =>
    `The system's bundle ${path} has ${count} ${count === 1 ? 'certificate' : 'certificates'}; the engine reads it for every registry when it starts.`,
  noSystem: 'No system certificate bundle was found.',
  added: 'Added to it on this host:',
  roles: { root: 'root CA', intermediate: 'intermediate CA', server: 'server' },
  presents: (host: string, address: string, proxy: string | null) => {
    const way = proxy === null ? [] : [`through the proxy ${proxy}`];
    const about = [...(address === host ? [] : [address]), ...way];
    return `${host}${about.length === 0 ? '' : ` (${list(about)})`} presents:`;
  },
  issuer: (issuer: string) => `issued by ${issuer}`,
  names: (names: readonly string[]) => `for ${list(names)}`,
  valid: (from: string, until: string) => `valid ${from} to ${until}`,
  expired: (until: string) => `expired on ${until}`,
  notYet: (from: string) => `valid only from ${from}`,
  sha256: (text: string) => `SHA-256 ${text}`,
  trusted: 'This engine already trusts it.',
  untrusted: (text: string) => `This engine refuses it: ${text}`,
  compare: 'Check the SHA-256 with the operator, over a channel other than this network. Then:',
  ask: (subject: string, host: string) => `Trust ${subject} for ${host}?`,
  stillRefused: (text: string) => `With this certificate the engine would still refuse it: ${text}`,
  nowTrusted: (host: string) => `${host} is now trusted: its certificate was checked again.`,
  notYetTrusted: (host: string, text: string) => `${host} is still refused: ${text}`,
}));
