import { fault } from '../contract.ts';
import { acceptPrivateCa } from './accept.ts';

export const caMissing = fault({
  title: 'the CA of a private registry is not installed',
  image: 'harbor.lab/hello',
  inject: async () => {},
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2001', subject: 'harbor.lab' },
  repair: { by: 'fix', accept: acceptPrivateCa('DC2001') },
  served: { by: 'harbor', to: 'host' },
});
