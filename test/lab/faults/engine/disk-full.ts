import { fault } from '../contract.ts';

export const diskFull = fault({
  title: 'the disk with the images is full',
  image: 'library/big',
  inject: async (bench) => {
    await bench.host.must(['systemctl', 'stop', 'docker.socket', 'docker.service', 'containerd']);
    for (const folder of ['docker', 'containerd']) {
      const mount = ['mount', '-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', `/var/lib/${folder}`];
      await bench.host.must(mount);
    }
    await bench.restart();
  },
  pull: { fails: /no space left on device/ },
  cause: { code: 'DC6006', subject: '/var/lib/docker' },
  repair: {
    by: 'administrator',
    asked: /space/,
    does: async (bench) => {
      for (const folder of ['docker', 'containerd']) {
        await bench.host.must(['mount', '-o', 'remount,size=1g', `/var/lib/${folder}`]);
      }
    },
  },
  served: { by: 'hub', to: 'host' },
});
