import { fault } from '../contract.ts';

/** Public mirrors vanish: the catalogue's most frequent silent fault. */
export const mirrorNameGone = fault({
  title: 'the mirror does not exist any more',
  image: 'library/hello',
  inject: (bench) => bench.daemonJson({ 'registry-mirrors': ['https://gone.lab'] }),
  pull: { servedBy: 'hub', journal: /gone\.lab.*no such host/ },
  cause: { code: 'DC1001', subject: 'gone.lab', severity: 'warning' },
  repair: { by: 'command' },
  served: { by: 'hub', to: 'host' },
});
