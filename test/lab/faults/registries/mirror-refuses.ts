import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorRefuses = fault({
  title: 'the mirror refuses the image',
  image: 'library/hello',
  inject: mirrorThat({ mirror: { allow: ['library/other'] } }),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC7002', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
