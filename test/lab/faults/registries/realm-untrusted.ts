import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const realmUntrusted = fault({
  title: 'the token server has a CA that is not installed',
  image: `${corp}/hello`,
  inject: corpRegistry(
    { auth: { kind: 'bearer', realm: 'https://tokens.lab:8444/token' } },
    { kind: 'tokens', hostname: 'tokens.lab', port: 8444, tls: 'private-ca' },
  ),
  pull: { fails: /tokens\.lab:8444.*x509: certificate signed by unknown authority/ },
  cause: {
    differs: true,
    classic: { code: 'DC2001', subject: 'tokens.lab:8444' },
    // There only the system's certificates count for a token server.
    containerd: { code: 'DC2022', subject: 'tokens.lab:8444' },
  },
  repair: {
    differs: true,
    classic: {
      by: 'administrator',
      asked: /tokens\.lab/,
      does: (bench) => soundRegistry(bench),
    },
    containerd: {
      by: 'command',
      command: /--system-ca CA\.pem/,
      async ready(bench) {
        await bench.host.writeFile('/CA.pem', await bench.authorityOf('corp'));
      },
    },
  },
  served: {
    differs: true,
    classic: { by: 'sound', to: 'host' },
    containerd: { by: 'corp', to: 'host' },
  },
});
