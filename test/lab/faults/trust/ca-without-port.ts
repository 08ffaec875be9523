import { fault } from '../contract.ts';

export const caWithoutPort = fault({
  title: 'the CA is in a directory without the port of the registry',
  image: 'corp.lab:8443/hello',
  inject: async (bench) => {
    const place = { name: 'corp', hostnames: ['corp.lab'], port: 8443 };
    await bench.registry({ ...place, tls: { by: 'private' } });
    await bench.host.writeFile('/etc/docker/certs.d/corp.lab/ca.crt', bench.lab.ca.private);
  },
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2003', subject: '/etc/docker/certs.d/corp.lab/ca.crt' },
  repair: { by: 'fix' },
  served: { by: 'corp', to: 'host' },
});
