import { X509Certificate } from 'node:crypto';
import { fault } from '../contract.ts';

const file = '/etc/docker/certs.d/harbor.lab/ca.crt';

export const caInDer = fault({
  title: 'the CA file is DER, not PEM',
  image: 'harbor.lab/hello',
  inject: async (bench) => {
    const bytes = new X509Certificate(bench.lab.ca.private).raw.toString('base64');
    await bench.host.writeFile(`${file}.base64`, bytes);
    await bench.host.sh(`base64 -d ${file}.base64 >${file}; rm ${file}.base64`);
  },
  pull: {
    differs: true,
    classic: { fails: /x509: certificate signed by unknown authority/ },
    containerd: { fails: /unable to load CA cert/ },
  },
  cause: {
    differs: true,
    classic: { code: 'DC2004', subject: file },
    containerd: { code: 'DC2019', subject: '/etc/docker/certs.d/harbor.lab' },
  },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
