import { fault } from '../contract.ts';

export const flagMisspelt = fault({
  title: 'a flag in /etc/default/docker is misspelt',
  image: 'library/hello',
  inject: async (bench) => {
    const flags = `DOCKER_OPTS="--debug --log-levle=warn"\n`;
    await bench.host.writeFile('/etc/default/docker', flags);
    await bench.restartInVain();
  },
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /unknown flag: --log-levle/,
  },
  cause: { code: 'DC5020', subject: '/etc/default/docker:1' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
