import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorLacks = fault({
  title: 'the mirror does not have the image',
  image: 'library/hello',
  inject: mirrorThat({ mirror: 'not-found' }),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC7003', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
