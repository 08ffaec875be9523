import { fault } from '../contract.ts';

export const caNamedCert = fault({
  title: 'the CA is saved as .cert, which is for client certificates',
  image: 'harbor.lab/hello',
  inject: (bench) =>
    bench.host.writeFile('/etc/docker/certs.d/harbor.lab/ca.cert', bench.lab.ca.private),
  pull: {
    differs: true,
    classic: { fails: /missing key ca\.key for client certificate ca\.cert/ },
    containerd: { fails: /failed to load X509 key pair|missing key ca\.key/ },
  },
  cause: { code: 'DC2019', subject: '/etc/docker/certs.d/harbor.lab' },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
