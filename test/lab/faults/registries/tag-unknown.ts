import { fault } from '../contract.ts';

export const tagUnknown = fault({
  title: 'the tag does not exist',
  image: 'library/hello:2',
  inject: async () => {},
  pull: { fails: /manifest unknown|hello:2: not found/ },
  cause: { code: 'DC4015', subject: 'docker.io/library/hello:2' },
  repair: {
    by: 'person',
    told: /dockcfg explain/,
    does: (bench) => bench.addToHub('library/hello:2'),
  },
  served: { by: 'hub', to: 'host' },
});
