import { fault } from '../contract.ts';

export const carriageReturn = fault({
  title: 'the environment file has Windows line ends',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.blockHub();
    await bench.host.writeFile('/etc/default/docker', 'HTTPS_PROXY=http://proxy.lab:3128\r\n');
    await bench.restart();
  },
  pull: { fails: /refused|invalid/ },
  cause: { code: 'DC3014', subject: '/etc/default/docker' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'proxy' },
});
