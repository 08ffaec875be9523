import type { Bench } from '../faults/bench.ts';
import { losingOutgoing } from '../faults/names/large-packets.ts';
import { corp, ownAddress, soundRegistry } from '../faults/places.ts';
import { corpRegistry } from '../faults/registries/behaving.ts';
import type { WorldSite } from '../faults/world-service.ts';
import { users } from '../users.ts';
import { newerEngines, type Variant } from './contract.ts';
import { overIpv6 } from './ipv6.ts';

const fromCorp = { image: `${corp}/hello`, served: { by: 'corp', to: 'host' } } as const;
const { name, password } = users.hub;
const known = { [name]: password };

/** The company's registry, with images of another make. */
function holding(made: Pick<WorldSite & { kind: 'registry' }, 'format' | 'index' | 'platform'>) {
  const place = { kind: 'registry', hostname: corp, port: 443, tls: 'issued' } as const;
  const sites = [{ ...place, images: ['hello'], ...made }];
  return (bench: Bench) => bench.world({ name: 'corp', certificate: { by: 'public' }, sites });
}

export const registries: readonly Variant[] = [
  { ...fromCorp, title: 'a registry that anyone may pull from', arrange: corpRegistry({}) },
  {
    ...fromCorp,
    title: 'a registry that gives tokens itself',
    arrange: corpRegistry({ auth: { kind: 'bearer' } }),
  },
  {
    ...fromCorp,
    title: 'a registry that calls its token access_token',
    arrange: corpRegistry({ auth: { kind: 'bearer' }, token: { field: 'access_token' } }),
  },
  {
    ...fromCorp,
    title: 'a registry that sends for blobs to another host',
    arrange: corpRegistry({ blobs: { redirect: 'https://cdn.lab:8443' } }),
  },
  {
    ...fromCorp,
    title: 'a registry with a login that the client has',
    doctor: ['--with-credentials'],
    async arrange(bench) {
      await corpRegistry({ auth: { kind: 'basic', users: known } })(bench);
      const login = ['docker', 'login', '-u', name, '--password-stdin', corp];
      await bench.host.must(login, { input: password });
    },
  },
  {
    title: 'a private image on Docker Hub, and a login that may pull it',
    image: 'private/secret',
    doctor: ['--with-credentials'],
    async arrange(bench) {
      const login = ['docker', 'login', '-u', name, '--password-stdin'];
      await bench.host.must(login, { input: password });
    },
    served: { by: 'hub', to: 'host' },
  },
  {
    title: 'a registry that has an IPv6 address only, on a host that has IPv6',
    image: 'six.lab/hello',
    async arrange(bench) {
      const place = { name: 'corp', hostnames: [corp], port: 443 };
      await bench.registry({ ...place, tls: { by: 'public', names: ['six.lab'] } });
      await overIpv6(bench, 'six.lab', `${ownAddress}:443`);
    },
    served: { by: 'corp', to: 'anyone' },
  },
  {
    ...fromCorp,
    title: 'a registry that gives tokens on a port of its own',
    arrange: corpRegistry(
      { auth: { kind: 'bearer', realm: `https://${corp}:5001/token` } },
      { kind: 'tokens', hostname: corp, port: 5001, tls: 'issued' },
    ),
  },
  {
    ...fromCorp,
    title: 'a registry with a broken IPv6 address beside its IPv4 address',
    async arrange(bench) {
      await corpRegistry({})(bench);
      await bench.rename(corp, `fd00:77::40 ${corp}\n${ownAddress}`);
    },
  },
  {
    title: 'a registry that the hosts file knows, and no name server',
    image: 'inner.lab/hello',
    async arrange(bench) {
      const place = { name: 'corp', hostnames: [corp], port: 443 };
      await bench.registry({ ...place, tls: { by: 'public', names: ['inner.lab'] } });
      await bench.host.sh(`echo '${ownAddress} inner.lab' >>/etc/hosts`);
      await bench.restart();
    },
    served: { by: 'corp', to: 'host' },
  },
  {
    ...fromCorp,
    title: 'a login that a credential helper keeps',
    doctor: ['--with-credentials'],
    async arrange(bench) {
      await corpRegistry({ auth: { kind: 'basic', users: known } })(bench);
      const answer = JSON.stringify({ ServerURL: corp, Username: name, Secret: password });
      const helper = `#!/bin/sh\ncat <<'END'\n${answer}\nEND\n`;
      await bench.host.writeFile('/usr/local/bin/docker-credential-lab', helper, '755');
      const config = JSON.stringify({ credHelpers: { [corp]: 'lab' } });
      await bench.host.writeFile('/root/.docker/config.json', config, '600');
    },
  },
  {
    ...fromCorp,
    title: 'an OCI image with an attestation of how it was built',
    arrange: holding({ format: 'oci', index: 'attested' }),
  },
  {
    ...fromCorp,
    title: 'an index that says nothing of platforms, which newer engines take',
    engines: newerEngines,
    arrange: holding({ format: 'oci', index: 'without-platforms' }),
  },
  {
    ...fromCorp,
    title: 'an image for the 32-bit kin of this processor, which newer engines take',
    engines: newerEngines,
    arrange: holding({ platform: process.arch === 'arm64' ? 'arm' : '386' }),
  },
  {
    ...fromCorp,
    title: 'a registry that compresses manifests on the way',
    arrange: corpRegistry({ compresses: true }),
  },
  {
    ...fromCorp,
    title: 'a registry that always sends the whole of a blob',
    arrange: corpRegistry({ ranges: false }),
  },
  {
    ...fromCorp,
    title: 'a registry that sends everybody on to another port, over plain HTTP',
    arrange: corpRegistry(
      { movedTo: `http://${corp}:5080` },
      { kind: 'registry', hostname: corp, port: 5080, images: ['hello'] },
    ),
  },
  {
    title: 'a path that loses large packets, of which these engines send none',
    image: `${corp}/hello`,
    async arrange(bench) {
      await soundRegistry(bench);
      await losingOutgoing(bench, 1_300);
    },
    served: { by: 'sound', to: 'host' },
  },
];
