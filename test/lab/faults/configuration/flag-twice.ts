import { fault } from '../contract.ts';

export const flagTwice = fault({
  title: 'insecure-registries is a flag in /etc/default/docker and a key of daemon.json',
  image: 'plain.lab:5000/hello',
  inject: async (bench) => {
    const flag = `DOCKER_OPTS="--insecure-registry plain.lab:5000"\n`;
    await bench.host.writeFile('/etc/default/docker', flag);
    await bench.brokenJson({ 'insecure-registries': ['plain.lab:5000'] });
  },
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /specified both as a flag and in the configuration file: insecure-registries/,
  },
  cause: { code: 'DC5002', subject: 'insecure-registries' },
  repair: { by: 'fix' },
  served: { by: 'plain', to: 'host' },
});
