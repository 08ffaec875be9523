import { fault } from '../contract.ts';

export const caWithoutHost = fault({
  title: 'the CA lies in certs.d itself, in no directory of a registry',
  image: 'harbor.lab/hello',
  inject: (bench) => bench.host.writeFile('/etc/docker/certs.d/ca.crt', bench.lab.ca.private),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2003', subject: '/etc/docker/certs.d/ca.crt' },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
