import type { Bench } from '../faults/bench.ts';
import { addresses } from '../faults/places.ts';
import { goodProxy, hubBehindVariables } from '../faults/proxies/forwarding.ts';
import { users } from '../users.ts';
import type { Variant } from './contract.ts';
import { byProxy, certsD, fromHarbor, fromPlain, newerEngines } from './contract.ts';

const both = [`HTTP_PROXY=${goodProxy}`, `HTTPS_PROXY=${goodProxy}`];
const { name, password } = users.awkwardProxy;
const login = `${encodeURIComponent(name)}:${encodeURIComponent(password)}`;

/** Docker Hub as the embedded world's proxies know it. */
const resolve = { 'registry-1.docker.io': addresses.hub, 'auth.docker.io': addresses.auth };

/** NO_PROXY exempts a registry that the proxy could not serve: it has no way to this host. */
function exempting(...items: string[]) {
  return async (bench: Bench) => {
    await bench.host.writeFile(`${certsD}/harbor.lab/ca.crt`, bench.lab.ca.private);
    await bench.daemonJson({ 'insecure-registries': ['plain.lab:5000', '10.77.0.13:5000'] });
    await bench.environment(...both, `NO_PROXY=${items.join(',')}`);
  };
}

export const proxies: readonly Variant[] = [
  {
    ...byProxy,
    title: 'a proxy in a drop-in',
    arrange: (bench) => hubBehindVariables(bench, ...both, 'NO_PROXY=localhost,127.0.0.1'),
  },
  {
    ...byProxy,
    title: 'a proxy in variables of lower case',
    arrange: (bench) => hubBehindVariables(bench, ...both.map((one) => one.replace(/^\w+/, lower))),
  },
  {
    ...byProxy,
    title: 'a proxy in daemon.json',
    engines: newerEngines,
    async arrange(bench) {
      await bench.blockHub();
      const proxies = { 'http-proxy': goodProxy, 'https-proxy': goodProxy, 'no-proxy': '.lab' };
      await bench.daemonJson({ proxies });
    },
  },
  {
    ...byProxy,
    title: 'a proxy in /etc/default/docker',
    async arrange(bench) {
      await bench.blockHub();
      await bench.host.writeFile('/etc/default/docker', `# way out\n${both.join('\n')}\n`);
      await bench.restart();
    },
  },
  {
    ...byProxy,
    title: 'a proxy with a password of awkward characters',
    arrange: (bench) =>
      hubBehindVariables(bench, `HTTPS_PROXY=http://${login}@proxy.lab:3129`.replaceAll('%', '%%')),
  },
  {
    ...byProxy,
    title: 'a proxy without a scheme',
    arrange: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=proxy.lab:3128'),
  },
  {
    ...byProxy,
    title: 'a SOCKS proxy',
    async arrange(bench) {
      const place = { hostname: 'socks.lab', port: 1080 };
      const sites = [{ kind: 'socks' as const, ...place, options: { resolve } }];
      await bench.world({ name: 'socks', sites });
      await hubBehindVariables(bench, 'HTTPS_PROXY=socks5://socks.lab:1080');
    },
  },
  {
    ...byProxy,
    title: 'a proxy that is spoken to in TLS',
    async arrange(bench) {
      const place = { hostname: 'secure.lab', port: 3128, tls: 'issued' } as const;
      const sites = [{ kind: 'proxy' as const, ...place, options: { resolve } }];
      await bench.world({ name: 'secure', certificate: { by: 'public' }, sites });
      await hubBehindVariables(bench, 'HTTPS_PROXY=https://secure.lab:3128');
    },
  },
  {
    ...byProxy,
    title: 'a proxy that inspects TLS, whose CA is in the system store',
    async arrange(bench) {
      const place = { hostname: 'inspect.lab', port: 3128 };
      const options = { resolve, intercept: {} };
      await bench.world({ name: 'inspect', sites: [{ kind: 'proxy', ...place, options }] });
      const ca = await bench.authorityOf('inspect', 'inspection');
      await bench.host.writeFile('/usr/local/share/ca-certificates/inspect.crt', ca);
      await bench.host.must(['update-ca-certificates']);
      await hubBehindVariables(bench, 'HTTPS_PROXY=http://inspect.lab:3128');
    },
  },
  {
    ...fromHarbor,
    title: 'NO_PROXY with the name of the registry',
    arrange: exempting('harbor.lab'),
  },
  { ...fromHarbor, title: 'NO_PROXY with a suffix', arrange: exempting('localhost', '.lab') },
  { ...fromHarbor, title: 'NO_PROXY with a star and a suffix', arrange: exempting('*.lab') },
  { ...fromPlain, title: 'NO_PROXY with a port', arrange: exempting('plain.lab:5000') },
  {
    ...fromPlain,
    title: 'NO_PROXY with spaces behind commas',
    arrange: exempting('a.lab', ' .lab '),
  },
  { ...fromHarbor, title: 'NO_PROXY that exempts everything', arrange: exempting('*') },
  {
    ...fromPlain,
    title: 'NO_PROXY with the network of a registry that is addressed by IP',
    image: '10.77.0.13:5000/hello',
    arrange: exempting('10.77.0.0/24'),
  },
  {
    ...fromPlain,
    title: 'NO_PROXY with the address and port of a registry that is addressed by IP',
    image: '10.77.0.13:5000/hello',
    arrange: exempting('10.77.0.13:5000'),
  },
  {
    ...byProxy,
    title: 'a proxy whose URL ends in a slash, and NO_PROXY with what Docker Hub is not',
    arrange: (bench) =>
      hubBehindVariables(
        bench,
        `HTTPS_PROXY=${goodProxy}/`,
        'NO_PROXY=localhost,127.0.0.0/8,.registry-1.docker.io,docker.io:80,10.0.0.0/8',
      ),
  },
  {
    ...byProxy,
    title: 'the same proxy in daemon.json and in the environment',
    engines: newerEngines,
    async arrange(bench) {
      await bench.blockHub();
      const proxies = { 'http-proxy': goodProxy, 'https-proxy': goodProxy };
      await bench.host.writeFile('/etc/docker/daemon.json', bench.json({ proxies }));
      await bench.environment(...both);
    },
  },
];

function lower(word: string): string {
  return word.toLowerCase();
}
