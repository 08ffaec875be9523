import { fault } from '../contract.ts';

const folder = '/etc/docker/certs.d/harbor.lab';

export const keyAlone = fault({
  title: 'a client key has no certificate beside it',
  image: 'harbor.lab/hello',
  // The containerd store passes over a lone key.
  engines: ['bookworm', 'trixie', 'forky'],
  inject: async (bench) => {
    await bench.host.writeFile(`${folder}/ca.crt`, bench.lab.ca.private);
    await bench.host.sh(`openssl genrsa 2048 >${folder}/client.key 2>/dev/null`);
  },
  pull: { fails: /[Mm]issing client certificate client\.cert for key client\.key/ },
  cause: { code: 'DC2019', subject: folder },
  repair: {
    by: 'person',
    told: /rename or complete/,
    does: async (bench) => void (await bench.host.sh(`rm ${folder}/client.key`)),
  },
  served: { by: 'harbor', to: 'host' },
});
