import { fault } from '../contract.ts';

export const mirrorPlainHttp = fault({
  title: 'the mirror is named with https and speaks plain HTTP',
  image: 'library/hello',
  inject: (bench) => bench.daemonJson({ 'registry-mirrors': ['https://plain.lab:5000'] }),
  pull: { servedBy: 'hub', journal: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC2017', subject: 'plain.lab:5000', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'plain', to: 'host' },
});
