import { fault } from '../contract.ts';
import { corp } from '../places.ts';
import { presenting } from './presenting.ts';

const folder = `/etc/docker/certs.d/${corp}`;

export const keyEncrypted = fault({
  title: 'the client key has a passphrase',
  image: `${corp}/hello`,
  inject: async (bench) => {
    await presenting('client-certificate')(bench);
    const { certificate, key } = await bench.clientOf('corp');
    await bench.host.writeFile(`${folder}/client.cert`, certificate);
    await bench.host.writeFile('/root/plain.key', key);
    const locked = `openssl pkcs8 -topk8 -in /root/plain.key -passout pass:secret`;
    await bench.host.sh(`${locked} -out ${folder}/client.key`);
  },
  pull: { fails: /tls: failed to parse private key/ },
  cause: { code: 'DC2019', subject: folder },
  repair: {
    by: 'person',
    told: /without a passphrase/,
    does: async (bench) => void (await bench.host.sh(`cp /root/plain.key ${folder}/client.key`)),
  },
  served: { by: 'corp', to: 'host' },
});
