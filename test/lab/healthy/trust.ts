import type { TlsKind } from '../../world/certificates/presented.ts';
import { corp, ownAddress } from '../faults/places.ts';
import { presenting } from '../faults/trust/presenting.ts';
import type { Variant } from './contract.ts';
import { certsD, containerdEngines, fromHarbor, fromHub } from './contract.ts';

const fromCorp = { image: `${corp}/hello`, served: { by: 'corp', to: 'host' } } as const;
const systemFile = '/usr/local/share/ca-certificates/corp.crt';

export const trust: readonly Variant[] = [
  {
    ...fromHarbor,
    title: 'a registry whose CA is in its directory',
    arrange: (bench) => bench.host.writeFile(`${certsD}/harbor.lab/ca.crt`, bench.lab.ca.private),
  },
  {
    ...fromHarbor,
    title: 'a registry whose CA is in the system store, read by a restart',
    async arrange(bench) {
      await bench.host.writeFile(systemFile, bench.lab.ca.private);
      await bench.host.must(['update-ca-certificates']);
      await bench.restart();
    },
  },
  {
    ...fromHarbor,
    title: 'a registry named with port 443, and a directory named so too',
    image: 'harbor.lab:443/hello',
    arrange: (bench) =>
      bench.host.writeFile(`${certsD}/harbor.lab:443/ca.crt`, bench.lab.ca.private),
  },
  {
    title: 'a registry on a port of its own, and a directory with that port',
    image: 'corp.lab:8443/hello',
    async arrange(bench) {
      const place = { name: 'corp', hostnames: [corp], port: 8443 };
      await bench.registry({ ...place, tls: { by: 'private' } });
      await bench.host.writeFile(`${certsD}/corp.lab:8443/root.crt`, bench.lab.ca.private);
    },
    served: { by: 'corp', to: 'host' },
  },
  {
    ...fromCorp,
    title: 'a registry that gets the client certificate it demands',
    async arrange(bench) {
      await presenting('client-certificate')(bench);
      const { certificate, key } = await bench.clientOf('corp');
      await bench.host.writeFile(`${certsD}/${corp}/client.cert`, certificate);
      await bench.host.writeFile(`${certsD}/${corp}/client.key`, key, '600');
    },
  },
  {
    ...fromCorp,
    title: 'a registry that sends its intermediate certificate',
    arrange: presenting('intermediate'),
  },
  {
    ...fromCorp,
    title: 'a registry with an RSA key of 1024 bits, which Go still takes',
    arrange: presenting('weak-key'),
  },
  {
    ...fromCorp,
    title: 'a registry whose serial number is negative, which Debian’s builds of the engine take',
    arrange: presenting('negative-serial'),
  },
  {
    ...fromHarbor,
    title: 'a CA that came into the system store before the engine had read it',
    async arrange(bench) {
      await bench.restart();
      await bench.host.writeFile(systemFile, bench.lab.ca.private);
      await bench.host.must(['update-ca-certificates']);
    },
  },
  {
    title: 'a registry addressed by an IP that its certificate has',
    image: `${ownAddress}/hello`,
    arrange: (bench) =>
      bench.registry({
        ...{ name: 'corp', hostnames: [corp], port: 443 },
        tls: { by: 'public', names: [corp, ownAddress] },
      }),
    served: { by: 'corp', to: 'host' },
  },
  {
    ...fromHarbor,
    title: 'a registry whose CA is named in hosts.toml',
    engines: containerdEngines,
    async arrange(bench) {
      const folder = `${certsD}/harbor.lab`;
      await bench.host.writeFile(`${folder}/root.pem`, bench.lab.ca.private);
      const text = `server = "https://harbor.lab"\n\n[host."https://harbor.lab"]\n  ca = "root.pem"\n`;
      await bench.host.writeFile(`${folder}/hosts.toml`, text);
    },
  },
  {
    title: 'a mirror for a private registry in hosts.toml',
    image: 'harbor.lab/hello',
    engines: containerdEngines,
    async arrange(bench) {
      const place = { name: 'near', hostnames: ['near.lab'], port: 443 };
      await bench.registry({ ...place, images: 'harbor', tls: { by: 'public' } });
      const folder = `${certsD}/harbor.lab`;
      await bench.host.writeFile(`${folder}/root.pem`, bench.lab.ca.private);
      const near = `[host."https://near.lab"]\n  capabilities = ["pull", "resolve"]\n`;
      const own = `[host."https://harbor.lab"]\n  ca = "root.pem"\n`;
      await bench.host.writeFile(`${folder}/hosts.toml`, `${near}\n${own}`);
    },
    served: { by: 'near', to: 'host' },
  },
  {
    ...fromHarbor,
    title: 'a CA that lies beside the bundle, where Go reads it, too',
    async arrange(bench) {
      await bench.host.writeFile('/etc/ssl/certs/corp.pem', bench.lab.ca.private);
      await bench.restart();
    },
  },
  {
    ...fromHarbor,
    title: "a CA in the other distributions' folder, where Go reads it, too",
    async arrange(bench) {
      await bench.host.writeFile('/etc/pki/tls/certs/corp.crt', bench.lab.ca.private);
      await bench.restart();
    },
  },
  {
    ...fromHub,
    title: 'SSL_CERT_FILE with one CA, beside which Go reads the folder of the system',
    async arrange(bench) {
      await bench.host.writeFile('/etc/corp.pem', bench.lab.ca.private);
      await bench.environment('SSL_CERT_FILE=/etc/corp.pem');
    },
  },
  {
    ...fromHarbor,
    title: 'a registry whose CA is in a folder of SSL_CERT_DIR',
    async arrange(bench) {
      await bench.host.writeFile('/etc/corp/ca.pem', bench.lab.ca.private);
      await bench.environment('SSL_CERT_DIR=/etc/corp');
    },
  },
  {
    ...fromCorp,
    title: 'a registry whose own certificate lies in the place of its CA',
    async arrange(bench) {
      await bench.world({ name: 'corp', sites: [corpSite('self-signed')] });
      const ask = `openssl s_client -connect ${corp}:443 -servername ${corp} </dev/null 2>/dev/null`;
      const { stdout } = await bench.lab.sandbox.run(['sh', '-c', `${ask} | openssl x509`]);
      await bench.host.writeFile(`${certsD}/${corp}/ca.crt`, `${stdout}\n`);
    },
  },
  {
    ...fromHarbor,
    title: 'a CA file with words around the certificate, and a second CA',
    arrange: (bench) =>
      bench.host.writeFile(
        `${certsD}/harbor.lab/ca.crt`,
        `subject=CN = another\n${bench.lab.ca.public}\nsubject=CN = ours\n${bench.lab.ca.private}`,
      ),
  },
  {
    ...fromHarbor,
    title: 'a registry that hosts.toml says not to verify',
    engines: containerdEngines,
    arrange: (bench) =>
      bench.host.writeFile(
        `${certsD}/harbor.lab/hosts.toml`,
        'server = "https://harbor.lab"\n\n[host."https://harbor.lab"]\n  skip_verify = true\n',
      ),
  },
];

function corpSite(tls: TlsKind) {
  return { kind: 'registry', hostname: corp, port: 443, tls, images: ['hello'] } as const;
}
