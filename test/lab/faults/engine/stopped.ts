import { fault } from '../contract.ts';

export const stopped = fault({
  title: 'the engine is stopped',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.host.must(['systemctl', 'stop', 'docker.socket', 'docker.service']);
  },
  pull: { fails: /Cannot connect to the Docker daemon/ },
  cause: { code: 'DC6001', subject: 'docker.service' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
