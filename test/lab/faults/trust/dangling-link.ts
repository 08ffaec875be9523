import { fault } from '../contract.ts';

const folder = '/etc/docker/certs.d/harbor.lab';

export const danglingLink = fault({
  title: 'the CA file is a link to a file that is gone',
  image: 'harbor.lab/hello',
  inject: async (bench) => {
    await bench.host.sh(`mkdir -p ${folder} && ln -s /root/corp.pem ${folder}/ca.crt`);
  },
  pull: { fails: /no such file or directory|unknown authority/ },
  cause: { code: 'DC2019', subject: folder },
  repair: {
    by: 'person',
    told: /see the files/,
    does: (bench) => bench.host.writeFile('/root/corp.pem', bench.lab.ca.private),
  },
  served: { by: 'harbor', to: 'host' },
});
