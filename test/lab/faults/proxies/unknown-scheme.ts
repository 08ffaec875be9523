import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const unknownScheme = fault({
  title: 'the proxy has a scheme that the engine does not know',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=proxy://proxy.lab:3128'),
  pull: { fails: /proxy|refused/ },
  cause: { code: 'DC3007', subject: 'HTTPS_PROXY' },
  repair: { by: 'command' },
  served: { by: 'hub', to: 'proxy' },
});
