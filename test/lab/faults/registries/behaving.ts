/** Registries that behave in some way of their own, with certificates that every host trusts. */
import type { RegistryOptions } from '../../../world/registry/options.ts';
import type { Bench } from '../bench.ts';
import { corp } from '../places.ts';
import type { WorldSite } from '../world-service.ts';

type Behaviour = Omit<RegistryOptions, 'images' | 'tls'>;

const certificate = { by: 'public' } as const;
const images = ['hello', 'library/hello'];

/** corp.lab, a company's registry; it also hands out blobs as cdn.lab:8443. */
export function corpRegistry(options: Behaviour, ...others: WorldSite[]) {
  const registry = { kind: 'registry', hostname: corp, port: 443, tls: 'issued', images } as const;
  const cdn = { kind: 'blobs', hostname: 'cdn.lab', port: 8443, tls: 'issued' } as const;
  const sites = [{ ...registry, options }, cdn, ...others];
  return (bench: Bench) => bench.world({ name: 'corp', certificate, sites });
}

/** A mirror of Docker Hub that behaves like this, and an engine that is to use it. */
export function mirrorThat(options: Behaviour) {
  return async (bench: Bench) => {
    await openMirror(bench, options);
    await bench.daemonJson({ 'registry-mirrors': ['https://shared.lab'] });
  };
}

/** Starts that mirror. */
export function openMirror(bench: Bench, options: Behaviour): Promise<void> {
  const place = { hostname: 'shared.lab', port: 443, tls: 'issued', images } as const;
  const sites = [{ kind: 'registry' as const, ...place, options }];
  return bench.world({ name: 'shared', certificate, sites });
}

/** The same, before a Docker Hub with the very same images. */
export function mirrorOfHubThat(options: Behaviour) {
  return async (bench: Bench) => {
    await hubThat(bench, {});
    const place = { hostname: 'shared.lab', port: 443, tls: 'issued', images } as const;
    const sites = [{ kind: 'registry' as const, ...place, options }];
    await bench.world({ name: 'shared', address: '10.77.0.42', certificate, sites });
    await bench.daemonJson({ 'registry-mirrors': ['https://shared.lab'] });
  };
}

/** What is Docker Hub for the hosts behaves like this from now on. */
export async function hubThat(bench: Bench, options: Behaviour): Promise<void> {
  const names = ['registry-1.docker.io', 'auth.docker.io'];
  const hub = { kind: 'registry', hostname: names[0] ?? '', port: 443, tls: 'issued' } as const;
  const sites = [{ ...hub, images: [...images, 'library/hello-world'], options }];
  await bench.world({ name: 'other-hub', certificate: { by: 'public', names }, sites });
}
