/** A further registry with the lab's images, for tests that need one of a particular kind. */
import { registry } from './registry.ts';
import type { Service, TlsWish } from './service.ts';

export type SeededRegistry = {
  readonly name: string;
  readonly address: string;
  readonly hostnames: readonly string[];
  readonly port: number;
  /** Without it the registry speaks HTTP. `names` may differ from its host names, on purpose. */
  readonly tls?: TlsWish;
  /** Whose images it holds: `hub` makes it a faithful mirror; by default they are its own. */
  readonly images?: string;
};

/** The service that runs it. */
export function seededRegistry({ port, tls, images, ...place }: SeededRegistry): Service {
  return {
    ...place,
    ports: [port],
    needs: ['dns'],
    async prepare(stage) {
      const pair = tls ? { tls: await stage.certificate(tls) } : {};
      const storage = await stage.images(images);
      return registry(stage, { listen: `${place.address}:${port}`, storage, ...pair });
    },
  };
}
