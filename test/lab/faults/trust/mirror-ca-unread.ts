import { fault } from '../contract.ts';

/** moby daemon/hosts.go: mirrors share the client of Docker Hub, and with it its directory. */
export const mirrorCaUnread = fault({
  title: 'the containerd store does not read the directory of the mirror',
  image: 'library/hello',
  engines: ['forky-containerd'],
  inject: async (bench) => {
    await bench.host.writeFile('/etc/docker/certs.d/mirror.lab/ca.crt', bench.lab.ca.private);
    await bench.daemonJson({ 'registry-mirrors': ['https://mirror.lab'] });
  },
  pull: { servedBy: 'hub', journal: /mirror\.lab.*unknown authority/ },
  cause: { code: 'DC2020', subject: 'mirror.lab' },
  repair: { by: 'fix' },
  served: { by: 'mirror', to: 'host' },
});
