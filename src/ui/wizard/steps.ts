import { registryCas } from './certificates.ts';
import { insecureRegistries, mirrors } from './lists.ts';
import { httpProxy, httpsProxy, noProxy } from './proxies.ts';
import type { Step } from './step.ts';

/** The questions of the wizard, in the order in which a person meets them. */
export const steps: readonly Step[] = [
  mirrors,
  httpsProxy,
  httpProxy,
  noProxy,
  insecureRegistries,
  registryCas,
];
