/** A pull-through mirror of the Docker Hub look-alike, behind a CA that no host trusts. */
import { pairOf } from '../certificates.ts';
import { addresses } from '../network.ts';
import { registry } from './registry.ts';
import type { Service } from './service.ts';

export const mirror: Service = {
  name: 'mirror',
  address: addresses.mirror,
  hostnames: ['mirror.lab'],
  ports: [443],
  // It asks its upstream for a challenge when it starts, and does not start without an answer.
  needs: ['hub'],
  async prepare(stage) {
    const command = await registry(stage, {
      listen: `${addresses.mirror}:443`,
      storage: `${stage.folder}/cache`,
      tls: await stage.certificate({ by: 'private' }),
      remote: 'https://registry-1.docker.io',
    });
    return { ...command, env: { SSL_CERT_FILE: pairOf('public').certificate } };
  },
};
