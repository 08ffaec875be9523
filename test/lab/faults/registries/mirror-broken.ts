import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorBroken = fault({
  title: 'the mirror answers with status 500',
  image: 'library/hello',
  inject: mirrorThat({ mirror: 'error' }),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC7004', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
