import { rootAuthority } from '../world/certificates/authority.ts';
import { image, startWorld, type World } from '../world/world.ts';

/** A company network on loopback, as many a Docker host stands in one. */
export interface Company {
  readonly world: World;
  /** Docker Hub as far as the proxy lets one through; its certificate is publicly trusted here */
  readonly publicRoot: string;
  /** what the company's own servers are signed with */
  readonly companyRoot: string;
  readonly harbor: string;
  readonly mirror: string;
  /** `proxy.corp.example:3128`; it speaks plain HTTP, as most do */
  readonly proxy: string;
  /** names as this network resolves them; those outside of it only the proxy knows */
  readonly hosts: string;
}

/**
 * Docker Hub can only be reached through a proxy; a mirror and a private registry are signed by
 * the company's own authority; images come in layers, and the registry wants a token.
 */
export async function startCompany(): Promise<Company> {
  const world = await startWorld();
  const authority = rootAuthority('Example Corp Root CA');
  const own = { kind: 'private-ca', authority } as const;
  const tokens = await world.tokenServer({ name: 'auth.docker.io', tls: { kind: 'private-ca' } });
  const hubImages = [image({ repo: 'library/hello-world' }), image({ repo: 'library/nginx' })];
  await world.registry({
    name: 'registry-1.docker.io',
    tls: { kind: 'private-ca' },
    auth: { kind: 'bearer', realm: tokens.realm, service: 'registry.docker.io' },
    images: hubImages,
  });
  const mirror = await world.registry({
    name: 'mirror.corp.example',
    tls: own,
    images: hubImages,
  });
  const harbor = await world.registry({
    name: 'harbor.corp.example',
    tls: own,
    images: [image({ repo: 'team/app', tag: '1.0' })],
  });
  const proxy = await world.proxy({ name: 'proxy.corp.example' });
  return {
    world,
    publicRoot: world.authority.pem,
    companyRoot: authority.pem,
    harbor: `harbor.corp.example:${harbor.port}`,
    mirror: `mirror.corp.example:${mirror.port}`,
    proxy: `proxy.corp.example:${proxy.port}`,
    hosts: withoutDockerHub(world.hostsFile()),
  };
}

function withoutDockerHub(hosts: string): string {
  const lines = hosts.split('\n');
  return lines.filter((line) => !line.endsWith('docker.io')).join('\n');
}
