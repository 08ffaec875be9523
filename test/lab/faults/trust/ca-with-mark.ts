import { fault } from '../contract.ts';

const folder = '/etc/docker/certs.d/harbor.lab';

/** Windows' own editor saves like that. */
export const caWithMark = fault({
  title: 'the CA file begins with a byte order mark',
  image: 'harbor.lab/hello',
  inject: (bench) => bench.host.writeFile(`${folder}/ca.crt`, `\uFEFF${bench.lab.ca.private}`),
  pull: { fails: /unknown authority|unable to load CA/ },
  cause: {
    differs: true,
    classic: { code: 'DC2004', subject: `${folder}/ca.crt` },
    containerd: { code: 'DC2019', subject: folder },
  },
  repair: {
    by: 'person',
    told: /ca\.crt|see the files/,
    does: (bench) => bench.host.writeFile(`${folder}/ca.crt`, bench.lab.ca.private),
  },
  served: { by: 'harbor', to: 'host' },
});
