import { fault } from '../contract.ts';

export const masked = fault({
  title: 'the unit of the engine is masked',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.host.must(['systemctl', 'stop', 'docker.socket', 'docker.service']);
    await bench.host.must(['systemctl', 'mask', 'docker.service']);
  },
  pull: { fails: /Cannot connect to the Docker daemon/ },
  cause: { code: 'DC6003', subject: 'docker.service' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
