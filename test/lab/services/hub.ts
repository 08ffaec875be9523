/** Docker Hub's look-alike: public certificate, and tokens from auth.docker.io for everything. */

import { pairOf } from '../certificates.ts';
import { addresses } from '../network.ts';
import { registry } from './registry.ts';
import type { Service } from './service.ts';

export const hub: Service = {
  name: 'hub',
  address: addresses.hub,
  hostnames: ['registry-1.docker.io', 'index.docker.io', 'docker.io'],
  ports: [443],
  needs: ['dns', 'auth'],
  async prepare(stage) {
    return registry(stage, {
      listen: `${addresses.hub}:443`,
      storage: await stage.images(),
      tls: await stage.certificate({ by: 'public' }),
      auth: {
        token: {
          realm: 'https://auth.docker.io/token',
          service: 'registry.docker.io',
          issuer: 'auth.docker.io',
          rootcertbundle: pairOf('public').certificate,
        },
      },
    });
  },
};
