import { fault } from '../contract.ts';

export const startLimit = fault({
  title: 'the file is repaired, and systemd still refuses to start the engine',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.brokenJson(`{${bench.jsonBefore} "debug": true,}`);
    await bench.host.writeFile('/etc/docker/daemon.json', bench.json({ debug: true }));
  },
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /Start request repeated too quickly/,
  },
  cause: { code: 'DC6001', subject: 'docker.service' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
