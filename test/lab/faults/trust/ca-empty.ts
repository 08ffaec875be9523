import { fault } from '../contract.ts';

const folder = '/etc/docker/certs.d/harbor.lab';

export const caEmpty = fault({
  title: 'the CA file is empty',
  image: 'harbor.lab/hello',
  inject: (bench) => bench.host.writeFile(`${folder}/ca.crt`, ''),
  pull: { fails: /unknown authority|unable to load CA/ },
  cause: {
    differs: true,
    classic: { code: 'DC2001', subject: 'harbor.lab' },
    containerd: { code: 'DC2019', subject: folder },
  },
  repair: {
    by: 'person',
    told: /--ca harbor\.lab=CA\.pem|see the files/,
    does: (bench) => bench.host.writeFile(`${folder}/ca.crt`, bench.lab.ca.private),
  },
  served: { by: 'harbor', to: 'host' },
});
