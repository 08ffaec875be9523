import type { RegistryOptions } from '../../world/registry/options.ts';
import type { Bench } from '../faults/bench.ts';
import { hubThat } from '../faults/registries/behaving.ts';
import { users } from '../users.ts';
import type { Variant } from './contract.ts';
import { certsD, classicEngines, containerdEngines, newerEngines } from './contract.ts';

const image = 'library/hello';
const byMirror = { image, served: { by: 'mirror', to: 'host' } } as const;
const byCache = { image, served: { by: 'cache', to: 'host' } } as const;
const systemFile = '/usr/local/share/ca-certificates/corp.crt';

/** A faithful mirror of Docker Hub in plain HTTP. */
function cache(bench: Bench): Promise<void> {
  const place = { name: 'cache', hostnames: ['cache.lab'], port: 5000 };
  return bench.registry({ ...place, images: 'hub' });
}

/** A whole mirror in the embedded world, beside a Docker Hub with the same images. */
async function worldMirror(bench: Bench, options: RegistryOptions): Promise<void> {
  await hubThat(bench, {});
  const place = { kind: 'registry', hostname: 'team.lab', port: 443, tls: 'issued' } as const;
  const sites = [{ ...place, options, images: ['library/hello'] }];
  const certificate = { by: 'public' } as const;
  await bench.world({ name: 'team', address: '10.77.0.42', certificate, sites });
}

export const mirrors: readonly Variant[] = [
  {
    ...byMirror,
    title: 'a mirror whose CA is in its own directory, which the classic store reads',
    engines: classicEngines,
    async arrange(bench) {
      await bench.host.writeFile(`${certsD}/mirror.lab/ca.crt`, bench.lab.ca.private);
      await bench.daemonJson({ 'registry-mirrors': ['https://mirror.lab'] });
    },
  },
  {
    ...byMirror,
    title: "a mirror whose CA is in Docker Hub's directory, which the containerd store reads",
    engines: containerdEngines,
    async arrange(bench) {
      await bench.host.writeFile(`${certsD}/docker.io/ca.crt`, bench.lab.ca.private);
      await bench.daemonJson({ 'registry-mirrors': ['https://mirror.lab'] });
    },
  },
  {
    ...byMirror,
    title: 'a mirror whose CA is in the system store',
    async arrange(bench) {
      await bench.host.writeFile(systemFile, bench.lab.ca.private);
      await bench.host.must(['update-ca-certificates']);
      await bench.daemonJson({ 'registry-mirrors': ['https://mirror.lab/'] });
    },
  },
  {
    ...byCache,
    title: 'a mirror in plain HTTP',
    async arrange(bench) {
      await cache(bench);
      await bench.daemonJson({ 'registry-mirrors': ['http://cache.lab:5000'] });
    },
  },
  {
    ...byCache,
    title: 'two mirrors',
    async arrange(bench) {
      await cache(bench);
      await bench.host.writeFile(systemFile, bench.lab.ca.private);
      await bench.host.must(['update-ca-certificates']);
      const urls = ['http://cache.lab:5000', 'https://mirror.lab'];
      await bench.daemonJson({ 'registry-mirrors': urls });
    },
  },
  {
    title: 'a mirror with a path',
    image,
    engines: newerEngines,
    async arrange(bench) {
      await worldMirror(bench, { basePath: '/hub' });
      await bench.daemonJson({ 'registry-mirrors': ['https://team.lab/hub'] });
    },
    served: { by: 'team', to: 'host' },
  },
  {
    ...byCache,
    title: 'a mirror as a flag in /etc/default/docker',
    async arrange(bench) {
      await cache(bench);
      const line = 'DOCKER_OPTS="--registry-mirror=http://cache.lab:5000"\n';
      await bench.host.writeFile('/etc/default/docker', line);
      await bench.restart();
    },
  },
  {
    ...byMirror,
    title: 'a mirror in hosts.toml, with its own CA',
    engines: containerdEngines,
    async arrange(bench) {
      const folder = `${certsD}/docker.io`;
      await bench.host.writeFile(`${folder}/mirror.pem`, bench.lab.ca.private);
      const mirror = '[host."https://mirror.lab"]\n  capabilities = ["pull", "resolve"]\n';
      const text = `server = "https://registry-1.docker.io"\n\n${mirror}  ca = "mirror.pem"\n`;
      await bench.host.writeFile(`${folder}/hosts.toml`, text);
    },
  },
  {
    ...byCache,
    title: 'a mirror in hosts.toml for every registry',
    engines: containerdEngines,
    async arrange(bench) {
      await cache(bench);
      const mirror = '[host."http://cache.lab:5000"]\n  capabilities = ["pull", "resolve"]\n';
      await bench.host.writeFile(`${certsD}/_default/hosts.toml`, mirror);
    },
  },
  {
    title: 'a mirror that wants a login, which hosts.toml sends as a header',
    image,
    engines: containerdEngines,
    async arrange(bench) {
      const { name, password } = users.hub;
      await worldMirror(bench, { auth: { kind: 'basic', users: { [name]: password } } });
      const login = Buffer.from(`${name}:${password}`).toString('base64');
      const mirror = '[host."https://team.lab"]\n  capabilities = ["pull", "resolve"]\n';
      const header = `  [host."https://team.lab".header]\n    authorization = "Basic ${login}"\n`;
      await bench.host.writeFile(`${certsD}/docker.io/hosts.toml`, `${mirror}${header}`);
    },
    served: { by: 'team', to: 'host' },
  },
];
