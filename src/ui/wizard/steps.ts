import { registryCas } from './certificates.ts';
import { insecureRegistries } from './insecure.ts';
import { mirrors } from './mirrors.ts';
import { noProxy } from './no-proxy.ts';
import { httpProxy, httpsProxy } from './proxies.ts';
import type { Step } from './step.ts';

/**
 * The questions of the wizard, in the order in which a person meets them: the way out first, since
 * everything after it is tried through it.
 */
export const steps: readonly Step[] = [
  httpsProxy,
  httpProxy,
  noProxy,
  mirrors,
  insecureRegistries,
  registryCas,
];
