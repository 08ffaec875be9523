import { fault } from '../contract.ts';

export const caInPortDirectory = fault({
  title: 'the CA is in a directory with a port that the image name does not have',
  image: 'harbor.lab/hello',
  inject: (bench) =>
    bench.host.writeFile('/etc/docker/certs.d/harbor.lab:443/ca.crt', bench.lab.ca.private),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2003', subject: '/etc/docker/certs.d/harbor.lab:443/ca.crt' },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
