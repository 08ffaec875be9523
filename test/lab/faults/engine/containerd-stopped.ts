import { fault } from '../contract.ts';

export const containerdStopped = fault({
  title: 'containerd is stopped',
  image: 'library/hello',
  engines: ['forky-containerd'],
  inject: async (bench) => void (await bench.host.must(['systemctl', 'stop', 'containerd'])),
  pull: { fails: /containerd\.sock/ },
  cause: { code: 'DC6016', subject: 'containerd.service' },
  repair: {
    by: 'person',
    told: /systemctl start containerd/,
    async does(bench) {
      await bench.host.must(['systemctl', 'start', 'containerd']);
      // The engine finds it again by itself, after pauses that grow (gRPC's backoff).
      await bench.restart();
    },
  },
  served: { by: 'hub', to: 'host' },
});
