import { fault } from '../contract.ts';

export const mirrorCaMissing = fault({
  title: 'the CA of the mirror is not installed',
  image: 'library/hello',
  inject: (bench) => bench.daemonJson({ 'registry-mirrors': ['https://mirror.lab'] }),
  pull: { servedBy: 'hub', journal: /mirror\.lab.*unknown authority/ },
  cause: { code: 'DC2001', subject: 'mirror.lab', severity: 'warning' },
  repair: {
    by: 'command',
    command: /dockcfg apply --ca \S+=CA\.pem/,
    ready: (bench) => bench.host.writeFile('/CA.pem', bench.lab.ca.private),
  },
  served: { by: 'mirror', to: 'host' },
});
