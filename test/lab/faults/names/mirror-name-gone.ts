import { fault } from '../contract.ts';

/** Public mirrors vanish: the catalogue's most frequent silent fault. */
export const mirrorNameGone = fault({
  title: 'the mirror does not exist any more',
  image: 'library/hello',
  inject: (bench) => bench.daemonJson({ 'registry-mirrors': ['https://gone.lab'] }),
  pull: { servedBy: 'hub', journal: /gone\.lab.*no such host/ },
  cause: { code: 'DC7009', subject: 'gone.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
