import { fault } from '../contract.ts';

export const containerdStopped = fault({
  title: 'containerd is stopped',
  image: 'library/hello',
  engines: ['forky-containerd'],
  inject: async (bench) => void (await bench.host.must(['systemctl', 'stop', 'containerd'])),
  pull: { fails: /containerd\.sock/ },
  cause: { code: 'DC6016', subject: 'containerd.service' },
  repair: { by: 'command', command: /systemctl start containerd/ },
  served: { by: 'hub', to: 'host' },
});
