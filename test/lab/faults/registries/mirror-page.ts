import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorPage = fault({
  title: 'the mirror is a web page by now',
  image: 'library/hello',
  inject: mirrorThat({ mirror: 'html', v2: 'html' }),
  pull: {
    differs: true,
    classic: { servedBy: 'hub' },
    containerd: { fails: /unexpected media type text\/html/ },
  },
  cause: { code: 'DC7006', subject: 'shared.lab' },
  repair: { by: 'command', command: /--remove-mirror/ },
  served: { by: 'hub', to: 'host' },
});
