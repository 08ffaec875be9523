import { fault } from '../contract.ts';

const root = '/srv/small';

export const noInodes = fault({
  title: 'the disk of the engine has room and no inodes',
  image: 'library/hello',
  engines: ['bookworm', 'trixie', 'forky'],
  inject: async (bench) => {
    await bench.host.sh(`mkdir ${root} && mount -t tmpfs -o nr_inodes=2000 tmpfs ${root}`);
    await bench.daemonJson({ 'data-root': root });
    await bench.host.run(['sh', '-c', `cd ${root} && while : >$((n = n + 1)).filler; do :; done`]);
  },
  pull: { fails: /no space left on device/ },
  cause: { code: 'DC6011', subject: root, severity: 'error' },
  repair: {
    by: 'person',
    told: /docker system df/,
    does: async (bench) => void (await bench.host.sh(`rm ${root}/*.filler`)),
  },
  served: { by: 'hub', to: 'host' },
});
