import { fault } from '../contract.ts';
import { corp } from '../places.ts';
import { presenting } from './presenting.ts';

export const clientCertificate = fault({
  title: 'the registry demands a client certificate',
  image: `${corp}/hello`,
  inject: presenting('client-certificate'),
  pull: { fails: /remote error: tls: (bad certificate|certificate required)|broken pipe/ },
  cause: { code: 'DC2016', subject: corp },
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
