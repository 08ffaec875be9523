import { fault } from '../contract.ts';

export const plainHttp = fault({
  title: 'the registry speaks plain HTTP and is not listed as insecure',
  image: 'plain.lab:5000/hello',
  inject: async () => {},
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC2017', subject: 'plain.lab:5000' },
  repair: { by: 'fix', accept: async () => ['DC2017=plain.lab:5000'] },
  served: { by: 'plain', to: 'host' },
});
