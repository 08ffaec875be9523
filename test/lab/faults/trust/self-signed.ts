import { fault } from '../contract.ts';
import { corp } from '../places.ts';

export const selfSigned = fault({
  title: 'the certificate of the registry is self-signed',
  image: `${corp}/hello`,
  inject: (bench) =>
    bench.world({
      name: 'corp',
      sites: [
        { kind: 'registry', hostname: corp, port: 443, tls: 'self-signed', images: ['hello'] },
      ],
    }),
  pull: { fails: /x509: certificate signed by unknown authority|self-signed/ },
  cause: { code: 'DC2001', subject: corp },
  repair: { by: 'fix', accept: (bench) => bench.shownBy(corp, 'DC2001') },
  served: { by: 'corp', to: 'host' },
});
