import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorOtherWithoutBlobs = fault({
  title: 'the mirror has another image under the same name, and not its layers',
  image: 'library/hello',
  // The classic store goes on to Docker Hub with everything.
  engines: ['forky-containerd'],
  inject: mirrorThat({ blobs: 'missing' }),
  pull: { fails: /could not fetch content descriptor sha256:\w+ .*from remote: not found/ },
  cause: { code: 'DC4031', subject: 'shared.lab', severity: 'error' },
  repair: { by: 'administrator', asked: /shared\.lab/, does: (bench) => bench.daemonJson({}) },
  served: { by: 'hub', to: 'host' },
});
