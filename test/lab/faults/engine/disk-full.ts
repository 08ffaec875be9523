import { fault } from '../contract.ts';

const root = '/srv/small';

export const diskFull = fault({
  title: 'the disk of the engine is full',
  image: 'library/hello',
  // With the containerd store it would be the disk of containerd, which lives by itself.
  engines: ['bookworm', 'trixie', 'forky'],
  inject: async (bench) => {
    await bench.host.sh(`mkdir ${root} && mount -t tmpfs -o size=300m tmpfs ${root}`);
    await bench.daemonJson({ 'data-root': root });
    await bench.host.run(['dd', 'if=/dev/zero', `of=${root}/filler`, 'bs=64k']);
  },
  pull: { fails: /no space left on device/ },
  cause: { code: 'DC6011', subject: root, severity: 'error' },
  repair: {
    by: 'person',
    told: /docker system df/,
    does: async (bench) => void (await bench.host.must(['rm', `${root}/filler`])),
  },
  served: { by: 'hub', to: 'host' },
});
