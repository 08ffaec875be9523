import { fault } from '../contract.ts';

export const helperMissing = fault({
  title: 'the credential helper of the client is not installed',
  image: 'library/hello',
  inject: (bench) => bench.host.writeFile('/root/.docker/config.json', '{"credsStore": "desktop"}'),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC4050', subject: 'docker-credential-desktop' },
  repair: {
    by: 'person',
    told: /config\.json/,
    does: async (bench) => void (await bench.host.must(['rm', '/root/.docker/config.json'])),
  },
  served: { by: 'hub', to: 'host' },
});
