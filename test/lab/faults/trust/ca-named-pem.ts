import { fault } from '../contract.ts';

export const caNamedPem = fault({
  title: 'the CA file ends in .pem',
  image: 'harbor.lab/hello',
  inject: (bench) =>
    bench.host.writeFile('/etc/docker/certs.d/harbor.lab/ca.pem', bench.lab.ca.private),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2004', subject: '/etc/docker/certs.d/harbor.lab/ca.pem' },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
