import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorWantsLogin = fault({
  title: 'the mirror wants a login',
  image: 'library/hello',
  inject: mirrorThat({ mirror: 'unauthorized' }),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC7005', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
