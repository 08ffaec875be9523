import { fault } from '../contract.ts';

const folder = '/etc/docker/certs.d/harbor.lab';

export const certificateAlone = fault({
  title: 'a client certificate has no key beside it',
  image: 'harbor.lab/hello',
  inject: async (bench) => {
    await bench.host.writeFile(`${folder}/ca.crt`, bench.lab.ca.private);
    await bench.host.writeFile(`${folder}/client.cert`, bench.lab.ca.private);
  },
  pull: { fails: /missing key client\.key for client certificate client\.cert|X509 key pair/ },
  cause: { code: 'DC2019', subject: folder },
  repair: {
    by: 'person',
    told: /rename/,
    does: async (bench) => void (await bench.host.sh(`rm ${folder}/client.cert`)),
  },
  served: { by: 'harbor', to: 'host' },
});
