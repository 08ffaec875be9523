import { users } from '../../users.ts';
import { fault } from '../contract.ts';
import { corp } from '../places.ts';
import { corpRegistry } from './behaving.ts';

const { name, password } = users.hub;
const auths = { [corp]: { auth: Buffer.from(`${name}:before`).toString('base64') } };

export const loginOutdated = fault({
  title: 'the password that the client has kept is not valid any more',
  image: `${corp}/hello`,
  inject: async (bench) => {
    await corpRegistry({
      auth: { kind: 'bearer' },
      token: { users: { [name]: password }, private: ['hello'] },
    })(bench);
    await bench.host.writeFile('/root/.docker/config.json', JSON.stringify({ auths }));
  },
  asked: ['--with-credentials'],
  pull: { fails: /unauthorized|denied|401|incorrect username or password/ },
  cause: { code: 'DC4012', subject: corp },
  repair: {
    by: 'person',
    told: /docker login corp\.lab/,
    does: async (bench) => {
      const login = ['docker', 'login', '-u', name, '--password-stdin', corp];
      await bench.host.must(login, { input: password });
    },
  },
  served: { by: 'corp', to: 'host' },
});
