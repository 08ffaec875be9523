import { fault } from '../contract.ts';
import { mirrorOfHubThat } from './behaving.ts';

export const mirrorWithoutBlobs = fault({
  title: 'the mirror serves manifests and no layers',
  image: 'library/hello',
  inject: mirrorOfHubThat({ blobs: 'missing' }),
  pull: { servedBy: 'other-hub' },
  cause: { code: 'DC4031', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'administrator', asked: /shared\.lab/, does: (bench) => bench.daemonJson({}) },
  served: { by: 'other-hub', to: 'host' },
});
