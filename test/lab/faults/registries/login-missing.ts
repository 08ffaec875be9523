import { users } from '../../users.ts';
import { fault } from '../contract.ts';
import { corp } from '../places.ts';
import { corpRegistry } from './behaving.ts';

const known = { [users.hub.name]: users.hub.password };

export const loginMissing = fault({
  title: 'the registry wants a login',
  image: `${corp}/hello`,
  inject: corpRegistry({ auth: { kind: 'basic', users: known } }),
  afterwards: ['--with-credentials'],
  pull: { fails: /no basic auth credentials/ },
  cause: { code: 'DC4013', subject: corp },
  repair: {
    by: 'person',
    told: /docker login corp\.lab/,
    does: async (bench) => {
      const login = ['docker', 'login', '-u', users.hub.name, '--password-stdin', corp];
      await bench.host.must(login, { input: users.hub.password });
    },
  },
  served: { by: 'corp', to: 'host' },
});
