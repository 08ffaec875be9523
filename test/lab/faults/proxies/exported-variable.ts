import { fault } from '../contract.ts';

export const exportedVariable = fault({
  title: 'the environment file says export, which systemd does not understand',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.blockHub();
    await bench.host.writeFile('/etc/default/docker', 'export HTTPS_PROXY=http://proxy.lab:3128\n');
    await bench.restart();
  },
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC5008', subject: '/etc/default/docker' },
  repair: {
    by: 'person',
    told: /dockcfg show/,
    does: async (bench) => {
      await bench.host.sh(`sed -i 's/^export //' /etc/default/docker`);
      await bench.restart();
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
