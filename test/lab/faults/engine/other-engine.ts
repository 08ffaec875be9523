import { fault } from '../contract.ts';

export const otherEngine = fault({
  title: "the client's context leads to an engine that is not there",
  image: 'library/hello',
  inject: async (bench) => {
    const host = 'host=tcp://10.77.0.14:2375';
    await bench.host.must(['docker', 'context', 'create', 'old', '--docker', host]);
    await bench.host.must(['docker', 'context', 'use', 'old']);
  },
  pull: { fails: /Cannot connect to the Docker daemon at tcp:\/\/10\.77\.0\.14:2375/ },
  cause: { code: 'DC6010', subject: 'docker context old', severity: 'warning' },
  repair: { by: 'command', command: /docker context use default/ },
  served: { by: 'hub', to: 'host' },
});
