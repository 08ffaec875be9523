import { late } from '../../domain/late.ts';

const list = (words: readonly string[]) => words.join(', ');

/** How long a first visit took, and through which proxy. */
export interface TrialNumbers {
  readonly ms: number | null;
  readonly proxy: string | null;
}

function inParentheses({ ms, proxy }: TrialNumbers): string {
  const parts = [...(ms === null ? [] : [`${ms} ms`]), ...(proxy ? [`through ${proxy}`] : [])];
  return parts.length === 0 ? '' : ` (${list(parts)})`;
}

/** The texts of the wizard in English. */
export const setupEn = late(() => ({
  answered: 'ok:',
  keys: { move: 'arrow keys', pick: 'Enter' },
  byNumber: (count: number) => `Number (1 to ${count})`,
  notANumber: (count: number) => `Type a number from 1 to ${count}.`,
  intro: (host: string) =>
    `${host}. Each question shows what is there now; Enter keeps it, Tab brings it up for editing, - means none, < goes back. Nothing is changed before you have seen what would change and said yes.`,
  looking: 'First, how pulls stand now.',
  standing: {
    healthy: 'Pulls work as they should; there is nothing that has to be changed.',
    found: 'What stands in the way:',
    unknown: 'Whether pulls work could not be told.',
  },
  nothing: '-',
  trying: (what: string) => `Trying ${what} …`,
  tried: (url: string, verdict: string, numbers: TrialNumbers) =>
    `${url} ${verdict}${inParentheses(numbers)}.`,
  caIsNext: ' Its CA certificate is asked for below.',
  servesDirectly: ' Reached without the proxy, it serves.',
  rankHint:
    'Without mirrors everything comes from Docker Hub itself; dockcfg mirrors rank finds mirrors that work from here.',
  ruling: {
    title: 'What about this answer?',
    change: 'answer again',
    keep: 'keep it all the same',
    goBack: 'go back a question',
    onlyGood: (urls: readonly string[]) => `keep only ${list(urls)}`,
    aroundProxy: (urls: readonly string[]) =>
      `keep it, and go around the proxy to ${list(urls)} (no-proxy)`,
    leaveOut: (hosts: readonly string[]) => `leave out ${list(hosts)}, so that it stays checked`,
  },
  mirrors: {
    about:
      'Mirrors of Docker Hub, tried in this order before Docker Hub itself, with spaces between.',
    label: 'Mirrors',
  },
  insecure: {
    about:
      'Registries whose certificate is not checked and that may speak plain HTTP: host[:port] or a network, with spaces between.',
    label: 'Insecure registries',
  },
  insecureTried: {
    plain: (host: string) =>
      `${host} speaks plain HTTP: it can only be used as an insecure registry, and nothing protects what it serves.`,
    lost: (host: string, why: string) => `${host} ${why}.`,
    trusted: (host: string) =>
      `${host} speaks TLS with a certificate that the engine trusts: it works without being insecure.`,
    untrusted: (host: string, issuer: string, verdict: string) =>
      `${host} speaks TLS, and the engine refuses its certificate, issued by ${issuer}: ${verdict}. With the CA certificate, which can be installed below, it stays checked.`,
  },
  proxies: {
    'https-proxy': {
      about: 'The proxy that the engine pulls through; most are http:// themselves.',
      label: 'https-proxy',
    },
    'http-proxy': { about: 'The proxy for registries without TLS.', label: 'http-proxy' },
    'no-proxy': {
      about: 'Hosts, domains and networks that are reached without the proxy, with commas between.',
      label: 'no-proxy',
    },
  },
  proxyWorks: 'Docker Hub is reached through it.',
  proxyFails: (why: string) => `Docker Hub ${why}.`,
  inspected:
    'A proxy that reads what goes through it presents a certificate of its own: have its CA certificate installed for the whole system (--system-ca FILE).',
  ways: {
    title: 'With that, the engine goes:',
    direct: (host: string, why: string) => `${host}: direct, ${why}`,
    through: (host: string, proxy: string) => `${host}: through ${proxy}`,
  },
  idleItems: (items: readonly string[]) =>
    `By the rules that the engine goes by, nothing matches ${list(items.map((item) => `"${item}"`))}. An item is a host, a domain (.corp.example) or a network of addresses (10.0.0.0/8), with commas between.`,
  password: (user: string) => `Password of ${user} at the proxy (Enter for none)`,
  shellProxy: (proxy: string) => `This shell uses the proxy ${proxy}; it is offered as the answer.`,
  caHost: {
    about: 'A registry whose CA certificate is to be installed, spelled as in image names.',
    label: 'Registry',
  },
  caSource: {
    title: (host: string) => `Which CA certificate is to vouch for ${host}?`,
    leave: 'none, leave it as it is',
    file: 'the one in a file',
    server: (subject: string) =>
      `the one it presents, ${subject}; I have compared the SHA-256 with what its operator says`,
  },
  caFile: (host: string) => ({
    about: `The file with the CA certificate of ${host}, in PEM.`,
    label: 'File',
  }),
  caFits: (host: string) => `With it, the engine accepts the certificate of ${host}.`,
  caOnlyLeaf: (host: string, issuer: string) =>
    `${host} presents only its own certificate: ask its operator for that of the CA, ${issuer}.`,
  caPlain: (host: string) => `${host} speaks plain HTTP, where certificates play no part.`,
  caLost: (host: string, why: string) => `${host} ${why}, so it could not be compared.`,
  notCertificate: (path: string) => `${path} holds no certificate in PEM.`,
  notReadable: (path: string) => `${path} cannot be read.`,
  wantsOneOrMore: 'Something is needed here; < goes back.',
  unusableProxy: (reason: string) => `The engine could not use this proxy: ${reason}`,
  needsRoot: 'setup changes the engine of this host, which needs root: run sudo dockcfg setup.',
  previewTitle: 'This is what would change:',
  decide: 'What now?',
  choices: {
    apply: 'apply it',
    again: 'go through the questions again',
    quit: 'leave everything as it is',
  },
  left: 'Everything was left as it was.',
  sameAs: 'The same once more, or on another host:',
  asFlags: 'as a command line',
  asProfile: 'as a profile, for dockcfg apply profile.json5',
  asAnsible: 'as an Ansible task',
  passwordFile: 'Put the password into ./proxy-password first (mode 0600).',
  checking: 'Now the check from end to end:',
}));
