import { fault } from '../contract.ts';
import { acceptPrivateCa } from './accept.ts';

export const mirrorCaMissing = fault({
  title: 'the CA of the mirror is not installed',
  image: 'library/hello',
  inject: (bench) => bench.daemonJson({ 'registry-mirrors': ['https://mirror.lab'] }),
  pull: { servedBy: 'hub', journal: /mirror\.lab.*unknown authority/ },
  cause: { code: 'DC2001', subject: 'mirror.lab', severity: 'warning' },
  repair: { by: 'fix', accept: acceptPrivateCa('DC2001') },
  served: { by: 'mirror', to: 'host' },
});
