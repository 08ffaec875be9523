import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorLimits = fault({
  title: 'the mirror limits the host',
  image: 'library/hello',
  inject: mirrorThat({ mirror: 'throttled' }),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC7010', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
