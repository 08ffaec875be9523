import { fault } from '../contract.ts';
import { corp } from '../places.ts';
import { presenting } from './presenting.ts';

const folder = `/etc/docker/certs.d/${corp}`;

export const keyOfAnother = fault({
  title: 'the client key belongs to another certificate',
  image: `${corp}/hello`,
  inject: async (bench) => {
    await presenting('client-certificate')(bench);
    const { certificate } = await bench.clientOf('corp');
    await bench.host.writeFile(`${folder}/client.cert`, certificate);
    const fresh = 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256';
    await bench.host.sh(`${fresh} >${folder}/client.key 2>/dev/null`);
  },
  pull: { fails: /tls: private key does not match public key/ },
  cause: { code: 'DC2019', subject: folder },
  repair: {
    by: 'command',
    command: /--client-cert/,
    async ready(bench) {
      const { certificate, key } = await bench.clientOf('corp');
      await bench.host.writeFile('/CLIENT.cert', certificate);
      await bench.host.writeFile('/CLIENT.key', key);
    },
  },
  served: { by: 'corp', to: 'host' },
});
