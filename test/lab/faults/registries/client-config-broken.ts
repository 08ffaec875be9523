import { fault } from '../contract.ts';

export const clientConfigBroken = fault({
  title: "the client's configuration is not JSON",
  image: 'library/hello',
  inject: (bench) => bench.host.writeFile('/root/.docker/config.json', '{"auths": {},}'),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC4051', subject: '/root/.docker/config.json' },
  repair: { by: 'command', command: /dockcfg apply/ },
  served: { by: 'hub', to: 'host' },
});
