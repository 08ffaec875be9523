import { fault } from '../contract.ts';

const file = '/etc/docker/certs.d/docker.io/hosts.toml';
const hub = 'https://registry-1.docker.io';

export const hostsTomlInstead = fault({
  title: 'a hosts.toml for Docker Hub takes the place of registry-mirrors',
  image: 'library/hello',
  engines: ['forky-containerd'],
  inject: async (bench) => {
    const place = { name: 'cache', hostnames: ['cache.lab'], port: 5000 };
    await bench.registry({ ...place, images: 'hub' });
    const host = `[host."${hub}"]\n  capabilities = ["pull", "resolve"]\n`;
    await bench.host.writeFile(file, `server = "${hub}"\n\n${host}`);
    await bench.daemonJson({ 'registry-mirrors': ['http://cache.lab:5000'] });
  },
  pull: { servedBy: 'hub' },
  cause: { code: 'DC5019', subject: file, severity: 'warning' },
  repair: {
    by: 'person',
    told: /dockcfg explain/,
    does: async (bench) => void (await bench.host.must(['rm', file])),
  },
  served: { by: 'cache', to: 'host' },
});
