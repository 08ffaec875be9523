import { fault } from '../contract.ts';

export const storageDriverGone = fault({
  title: 'daemon.json names a storage driver that the engine does not have',
  image: 'library/hello',
  // The containerd store calls them snapshotters, and has another list.
  engines: ['bookworm', 'trixie', 'forky'],
  inject: (bench) => bench.brokenJson({ 'storage-driver': 'aufs' }),
  pull: { fails: /Cannot connect to the Docker daemon/, journal: /driver not supported|aufs/ },
  cause: { code: 'DC6001', subject: 'docker.service' },
  repair: { by: 'person', told: /journalctl/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
