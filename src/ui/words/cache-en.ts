import { late } from '../../domain/late.ts';
/** The texts of the pull-through cache in English. */
export const cacheEn = late(() => ({
  none: 'There is no cache on this host; dockcfg cache install sets one up.',
  runs: (url: string, unit: string) => `The cache runs at ${url} (${unit}).`,
  doesNotRun: (unit: string, state: string) =>
    `The cache does not run: ${unit} is ${state}; see journalctl -u ${unit}.`,
  notAsked: 'This host is not running, so its cache could not be asked.',
  storage: (path: string) => `It keeps its layers in ${path}.`,
  upstream: (proxy: string | null) =>
    proxy === null
      ? 'It goes to Docker Hub directly.'
      : `It goes to Docker Hub through the proxy ${proxy}.`,
  serves: (image: string) => `It serves ${image}.`,
  servesNot: (why: string) => `It does not work yet: it ${why}.`,
  used: "This host's engine pulls through it.",
  notUsed: "This host's engine does not pull through it.",
  others: 'To have another host pull through it:',
  onlyHere: (listen: string) =>
    `It listens on ${listen}, for this host only; --listen 0.0.0.0:5000 opens it to others.`,
  trustIt:
    'If its certificate is from a private CA, other hosts must trust that CA as well: --ca HOST=FILE.',
  kept: (path: string) => `What the cache had stored is still in ${path}.`,
}));
