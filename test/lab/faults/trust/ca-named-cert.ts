import { fault } from '../contract.ts';

const folder = '/etc/docker/certs.d/harbor.lab';

export const caNamedCert = fault({
  title: 'the CA is saved as .cert, which is for client certificates',
  image: 'harbor.lab/hello',
  inject: (bench) => bench.host.writeFile(`${folder}/ca.cert`, bench.lab.ca.private),
  pull: {
    differs: true,
    classic: { fails: /missing key ca\.key for client certificate ca\.cert/ },
    containerd: { fails: /failed to load X509 key pair|missing key ca\.key/ },
  },
  cause: { code: 'DC2019', subject: folder },
  repair: {
    by: 'person',
    told: /rename/,
    does: async (bench) => void (await bench.host.sh(`cd ${folder} && mv ca.cert ca.crt`)),
  },
  served: { by: 'harbor', to: 'host' },
});
