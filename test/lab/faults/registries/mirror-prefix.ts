import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorPrefix = fault({
  title: 'the mirror has its images under a prefix',
  image: 'library/hello',
  inject: mirrorThat({ mirror: { prefix: 'docker.io' } }),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC7008', subject: 'shared.lab', severity: 'warning' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
