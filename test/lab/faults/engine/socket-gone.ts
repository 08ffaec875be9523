import { fault } from '../contract.ts';

export const socketGone = fault({
  title: "the engine's socket has been removed under it",
  image: 'library/hello',
  inject: async (bench) => void (await bench.host.sh('rm /run/docker.sock')),
  pull: { fails: /Cannot connect to the Docker daemon at unix:\/\/\/var\/run\/docker\.sock/ },
  cause: { code: 'DC6004', subject: '/var/run/docker.sock', severity: 'error' },
  repair: { by: 'command', command: /restart docker\.socket/ },
  served: { by: 'hub', to: 'host' },
});
