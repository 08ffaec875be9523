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
    `${host}. Each question shows the present value; Enter keeps it, Tab lets you edit it, - means none, < goes back. Nothing changes until you have seen what would change and agreed.`,
  looking: 'First, a look at how pulls work now.',
  standing: {
    healthy: 'Pulls work as they should; nothing has to be changed.',
    found: 'What is wrong now:',
    unknown: 'dockcfg could not tell whether pulls work.',
  },
  nothing: '-',
  trying: (what: string) => `Trying ${what} …`,
  tried: (url: string, verdict: string, numbers: TrialNumbers) =>
    `${url} ${verdict}${inParentheses(numbers)}.`,
  caIsNext: ' A later question asks for its CA certificate.',
  servesDirectly: ' Without the proxy, it works.',
  rankHint:
    'Without mirrors, everything comes from Docker Hub itself; dockcfg mirrors rank finds mirrors that work from here.',
  ruling: {
    title: 'What should happen with this answer?',
    change: 'answer again',
    keep: 'keep it anyway',
    goBack: 'go back a question',
    onlyGood: (urls: readonly string[]) => `keep only ${list(urls)}`,
    aroundProxy: (urls: readonly string[]) =>
      `keep it, and reach ${list(urls)} without the proxy (no-proxy)`,
    leaveOut: (hosts: readonly string[]) =>
      `leave out ${list(hosts)}, so that its certificate is still checked`,
  },
  mirrors: {
    about:
      'Mirrors of Docker Hub, tried in this order before Docker Hub itself; separate them with spaces.',
    label: 'Mirrors',
  },
  insecure: {
    about:
      'Registries whose certificate is not checked and that may speak plain HTTP: host[:port] or a network; separate them with spaces.',
    label: 'Insecure registries',
  },
  insecureTried: {
    plain: (host: string) =>
      `${host} speaks plain HTTP: it can only be used as an insecure registry, and nothing protects what it serves.`,
    lost: (host: string, why: string) => `${host} ${why}.`,
    trusted: (host: string) =>
      `${host} speaks TLS with a certificate that the engine trusts: it works without being insecure.`,
    untrusted: (host: string, issuer: string, verdict: string) =>
      `${host} speaks TLS, and the engine refuses its certificate, issued by ${issuer}: ${verdict}. With its CA certificate, which a later question can install, it is still checked.`,
  },
  proxies: {
    'https-proxy': {
      about:
        'The proxy that the engine pulls through; the URL of most proxies begins with http://.',
      label: 'https-proxy',
    },
    'http-proxy': { about: 'The proxy for registries without TLS.', label: 'http-proxy' },
    'no-proxy': {
      about:
        'Hosts, domains and networks that are reached without the proxy; separate them with commas.',
      label: 'no-proxy',
    },
  },
  proxyWorks: 'Docker Hub can be reached through it.',
  proxyFails: (why: string) => `Docker Hub ${why}.`,
  inspected:
    'A proxy that inspects traffic presents its own certificate: install its CA certificate for the whole system (--system-ca FILE).',
  ways: {
    title: 'With this, the engine would reach:',
    direct: (host: string, why: string) => `${host}: direct, ${why}`,
    through: (host: string, proxy: string) => `${host}: through ${proxy}`,
  },
  idleItems: (items: readonly string[]) =>
    `By the engine's rules, nothing matches ${list(items.map((item) => `"${item}"`))}. An item is a host, a domain (.corp.example) or a network (10.0.0.0/8); separate them with commas.`,
  password: (user: string) => `Proxy password of ${user} (Enter for none)`,
  shellProxy: (proxy: string) => `This shell uses the proxy ${proxy}; it is the suggested answer.`,
  caHost: {
    about: 'A registry to install a CA certificate for, spelled as in image names.',
    label: 'Registry',
  },
  caSource: {
    title: (host: string) => `Which CA certificate should vouch for ${host}?`,
    leave: 'none, leave things as they are',
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
    `${host} presents only its own certificate: ask its operator for the certificate of the CA, ${issuer}.`,
  caPlain: (host: string) => `${host} speaks plain HTTP, which uses no certificates.`,
  caLost: (host: string, why: string) => `${host} ${why}, so it could not be compared.`,
  notCertificate: (path: string) => `${path} contains no PEM certificate.`,
  notReadable: (path: string) => `${path} cannot be read.`,
  wantsOneOrMore: 'An answer is needed here; < goes back.',
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
  sameAs: 'To do the same again, or on another host:',
  asFlags: 'as a command line',
  asProfile: 'as a profile, for dockcfg apply profile.json5',
  asAnsible: 'as an Ansible task',
  passwordFile: 'Put the password into ./proxy-password first (mode 0600).',
  checking: 'Now a check from end to end:',
}));
