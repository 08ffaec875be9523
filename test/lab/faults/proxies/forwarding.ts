/** A network whose only way to Docker Hub is a proxy, and proxies that have their own ideas. */
import type { ProxyOptions } from '../../../world/proxies/options.ts';
import type { Bench } from '../bench.ts';
import { addresses, ownAddress } from '../places.ts';

/** The lab's own proxy, as it should be set. */
export const goodProxy = 'http://proxy.lab:3128';
/** The proxy of the embedded world, which a fault tells how to behave. */
export const ownProxy = 'http://forward.lab:3128';

const resolve = {
  'registry-1.docker.io': addresses.hub,
  'auth.docker.io': addresses.auth,
  'mirror.lab': addresses.mirror,
  'harbor.lab': addresses.harbor,
  'plain.lab': addresses.plain,
  'corp.lab': ownAddress,
  'cdn.lab': ownAddress,
};

/** The engine has to go through a proxy that behaves like this. */
export async function hubBehind(bench: Bench, options: Omit<ProxyOptions, 'tls'>): Promise<void> {
  await bench.blockHub();
  await startProxy(bench, options);
  await bench.environment(`HTTP_PROXY=${ownProxy}`, `HTTPS_PROXY=${ownProxy}`);
}

/** Starts that proxy. */
export function startProxy(bench: Bench, options: Omit<ProxyOptions, 'tls'>): Promise<void> {
  const place = { hostname: 'forward.lab', port: 3128 };
  const sites = [{ kind: 'proxy' as const, ...place, options: { resolve, ...options } }];
  return bench.world({ name: 'forward', sites });
}

/** The engine has no way to Docker Hub but these variables of its environment. */
export async function hubBehindVariables(bench: Bench, ...assignments: string[]): Promise<void> {
  await bench.blockHub();
  await bench.environment(...assignments);
}
