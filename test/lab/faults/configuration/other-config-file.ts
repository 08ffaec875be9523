import { fault } from '../contract.ts';

export const otherConfigFile = fault({
  title: 'the unit names another file than the daemon.json that was edited',
  image: 'plain.lab:5000/hello',
  inject: async (bench) => {
    await bench.host.writeFile('/etc/docker/engine.json', bench.json({}));
    const start = '/usr/sbin/dockerd -H fd:// --config-file=/etc/docker/engine.json';
    await bench.host.dropIn('file', `[Service]\nExecStart=\nExecStart=${start}\n`);
    await bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] });
  },
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC5013', subject: '/etc/docker/daemon.json' },
  repair: {
    by: 'person',
    told: /dockcfg show/,
    async does(bench) {
      await bench.host.sh('mv /etc/docker/daemon.json /etc/docker/engine.json');
      await bench.restart();
    },
  },
  served: { by: 'plain', to: 'host' },
});
