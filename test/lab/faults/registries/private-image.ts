import { users } from '../../users.ts';
import { fault } from '../contract.ts';

export const privateImage = fault({
  title: 'the image on Docker Hub is private',
  image: 'private/secret',
  inject: async () => {},
  afterwards: ['--with-credentials'],
  pull: { fails: /pull access denied|authorization failed|denied/ },
  cause: { code: 'DC4013', subject: 'registry-1.docker.io' },
  repair: {
    by: 'person',
    told: /docker login/,
    does: async (bench) => {
      const login = ['docker', 'login', '-u', users.hub.name, '--password-stdin'];
      await bench.host.must(login, { input: users.hub.password });
    },
  },
  served: { by: 'hub', to: 'host' },
});
