import { late } from '../../domain/late.ts';
/** The texts of ranking and checking mirrors in English. */
export const mirrorsEn = late(() => ({
  comparing: {
    upstream: (image: string, digest: string) =>
      `Docker Hub says that ${image} is ${digest}; every mirror is compared with that.`,
    majority: (image: string, digest: string, why: string) =>
      `Docker Hub ${why}, so it could not be asked. Most mirrors say that ${image} is ${digest}; the others are compared with that.`,
    nobody: (image: string, why: string) =>
      `Docker Hub ${why}, and too few mirrors agree: dockcfg cannot tell whether they serve the right ${image}.`,
  },
  titles: {
    rank: '#',
    url: 'mirror',
    from: 'from',
    firstByte: 'first byte',
    speed: 'speed',
  },
  sources: { argument: 'you', host: 'this host', preset: 'list' },
  milliseconds: (ms: number) => `${ms} ms`,
  speed: (megabytes: string) => `${megabytes} MB/s`,
  tooSmall: 'the image is too small to tell',
  notMeasured: (ms: number) => `not measured, slower to answer (${ms} ms)`,
  notReached: (ms: number) => `not measured before the deadline (${ms} ms to answer)`,
  onlyServes: (ms: number) => `serves the image (${ms} ms)`,
  ofNoUse: 'Not usable:',
  failedRounds: (url: string, failed: number, rounds: number) =>
    `${url} failed ${failed} of ${rounds} rounds.`,
  nothingServes: 'No mirror serves the image as it should.',
  nothingToCheck: 'This host has no mirrors; dockcfg mirrors rank looks for some.',
  presets: (date: string) =>
    `Mirrors marked "list" are from a list of publicly documented mirrors of ${date}. Nobody vouches for them, and a mirror decides what a tag means: use those you trust, or pull by digest.`,
  already: 'registry-mirrors already has this order.',
  writeWith: 'To write this order:',
  ask: 'Write this order into registry-mirrors?',
  cutShort: (untried: number, unmeasured: number) =>
    `The deadline came first: ${untried} not fully tried; ${unmeasured} serve the image but were not measured.`,
  working: (count: number) => `Trying ${count} ${count === 1 ? 'mirror' : 'mirrors'}`,
  contacted: (done: number, count: number, serving: number) =>
    `${done} of ${count} tried, ${serving} of them serve the image`,
  measured: (url: string) => `measuring ${url}`,
  summary: (count: number, serving: number, seconds: string) =>
    `${count} ${count === 1 ? 'mirror' : 'mirrors'} tried, ${serving} usable, ${seconds} s.`,
}));
