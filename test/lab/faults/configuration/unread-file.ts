import { fault } from '../contract.ts';

/** Debian's unit reads /etc/default/docker only. */
export const unreadFile = fault({
  title: 'insecure-registry is in a file that the unit does not read',
  image: 'plain.lab:5000/hello',
  inject: async (bench) => {
    const flag = `OPTIONS='--insecure-registry plain.lab:5000'\n`;
    await bench.host.writeFile('/etc/sysconfig/docker', flag);
    await bench.restart();
  },
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC5008', subject: '/etc/sysconfig/docker' },
  repair: {
    by: 'person',
    told: /dockcfg show/,
    does: async (bench) => {
      await bench.host.must(['rm', '/etc/sysconfig/docker']);
      await bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] });
    },
  },
  served: { by: 'plain', to: 'host' },
});
