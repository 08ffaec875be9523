import { fault } from '../contract.ts';
import { mirrorOfHubThat } from './behaving.ts';

export const mirrorBlobHost = fault({
  title: 'nothing listens where the mirror sends for layers',
  image: 'library/hello',
  inject: mirrorOfHubThat({ blobs: { redirect: 'https://shared.lab:9443' } }),
  pull: { servedBy: 'other-hub' },
  cause: { code: 'DC4030', subject: 'shared.lab:9443', severity: 'warning' },
  repair: {
    by: 'administrator',
    asked: /shared\.lab:9443/,
    does: (bench) => bench.daemonJson({}),
  },
  served: { by: 'other-hub', to: 'host' },
});
