import { fault } from '../contract.ts';

export const clientConfigBroken = fault({
  title: "the client's configuration is not JSON",
  image: 'library/hello',
  inject: (bench) => bench.host.writeFile('/root/.docker/config.json', '{"auths": {},}'),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC4051', subject: '/root/.docker/config.json' },
  repair: {
    by: 'person',
    told: /docker version/,
    does: async (bench) => void (await bench.host.must(['rm', '/root/.docker/config.json'])),
  },
  served: { by: 'hub', to: 'host' },
});
