import { fault } from '../contract.ts';

/** Measured on all engines: a list that is gone from the file stays in force over a reload. */
export const removedAndReloaded = fault({
  title: 'mirrors were taken out of daemon.json, and a reload did not clear them',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.daemonJson({ 'registry-mirrors': ['https://gone.lab'] });
    await bench.host.writeFile('/etc/docker/daemon.json', bench.json({}));
    await bench.host.reloadDocker();
  },
  pull: { servedBy: 'hub', journal: /gone\.lab.*no such host/ },
  cause: { code: 'DC5006', subject: 'registry-mirrors' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
