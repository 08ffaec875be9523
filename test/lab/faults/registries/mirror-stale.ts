import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorStale = fault({
  title: 'the mirror has another image under the same name',
  image: 'library/hello',
  inject: mirrorThat({ mirror: 'stale' }),
  pull: { servedBy: 'shared' },
  cause: { code: 'DC7007', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
