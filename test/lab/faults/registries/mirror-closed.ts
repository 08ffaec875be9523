import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorClosed = fault({
  title: 'the mirror closes every connection',
  image: 'library/hello',
  inject: mirrorThat({ accept: 'close' }),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC1015', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
