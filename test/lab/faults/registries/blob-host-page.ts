import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

const page = {
  kind: 'blobs',
  hostname: 'pages.lab',
  port: 8446,
  tls: 'issued',
  options: { distort: 'html' },
} as const;

export const blobHostPage = fault({
  title: 'the host that blobs come from answers with a page',
  image: `${corp}/hello`,
  inject: corpRegistry({ blobs: { redirect: 'https://pages.lab:8446' } }, page),
  pull: { fails: /image config verification failed|short read/ },
  cause: { code: 'DC4032', subject: 'pages.lab:8446' },
  repair: {
    by: 'administrator',
    asked: /pages\.lab:8446: a web page/,
    does: async (bench) => {
      await bench.endService('corp');
      await soundRegistry(bench);
    },
  },
  served: { by: 'sound', to: 'host' },
});
