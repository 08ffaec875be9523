/** Every service a lab has. A new one is one new file, and one line here. */
import type { Sandbox } from '../sandbox.ts';
import { auth } from './auth.ts';
import { dns } from './dns.ts';
import { harbor } from './harbor.ts';
import { hub } from './hub.ts';
import { mirror } from './mirror.ts';
import { plain } from './plain.ts';
import { proxy } from './proxy.ts';
import type { Service } from './service.ts';
import { startService } from './service.ts';

export const services: readonly Service[] = [dns, auth, hub, mirror, plain, harbor, proxy];

/** Starts all of them, each as soon as those it needs are listening. */
export async function startServices(sandbox: Sandbox): Promise<void> {
  const started = new Map<string, Promise<void>>();
  const start = async ({ needs = [], ...service }: Service): Promise<void> => {
    await Promise.all(needs.map((name) => started.get(name)));
    await startService(sandbox, service);
  };
  // The list is in order of need, so whatever a service waits for is already under way.
  for (const service of services) started.set(service.name, start(service));
  await Promise.all(started.values());
}
