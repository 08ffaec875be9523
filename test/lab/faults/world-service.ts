/** Servers of the embedded world as a service of a lab: several sites on one address. */
import path from 'node:path';
import type { TlsKind } from '../../world/certificates/presented.ts';
import type { DnsOptions } from '../../world/dns/stub.ts';
import type { ImageWishes } from '../../world/images/image.ts';
import type { ProxyOptions } from '../../world/proxies/options.ts';
import type { SocksOptions } from '../../world/proxies/socks.ts';
import type { BlobHostOptions } from '../../world/registry/blob-host.ts';
import type { RegistryOptions } from '../../world/registry/options.ts';
import type { TokenServerOptions } from '../../world/registry/token-server.ts';
import type { SiteOptions } from '../../world/sites/site.ts';
import type { Service, TlsWish } from '../services/service.ts';
import type { WorldConfig } from './world-server.ts';

/** What each kind of site can be told. */
type Told = {
  registry: Omit<RegistryOptions, 'images' | 'tls'>;
  tokens: Omit<TokenServerOptions, 'tls'>;
  blobs: Omit<BlobHostOptions, 'tls'>;
  proxy: Omit<ProxyOptions, 'tls'>;
  socks: Omit<SocksOptions, 'tls'>;
  dns: DnsOptions;
  portal: Omit<SiteOptions, 'tls'>;
};

export type WorldSite = { readonly [K in keyof Told]: SiteOf<K> }[keyof Told];

type SiteOf<K extends keyof Told> = {
  readonly kind: K;
  readonly port: number;
  readonly hostname?: string;
  /** `issued`: with the service's certificate. Anything else: one by the world's own authority. */
  readonly tls?: 'issued' | TlsKind;
  readonly options?: Told[K];
  /** What a registry holds, by repository. */
  readonly images?: readonly string[];
  /** The one architecture that its images are made for; the machine's, unless said. */
  readonly platform?: string;
  /** What their config is, where they are no images. */
  readonly configType?: string;
  /** Their format; Docker's own, unless said. */
  readonly format?: ImageWishes['format'];
  /** What their index is like, where they have one. */
  readonly index?: ImageWishes['index'];
};

export type WorldService = {
  readonly name: string;
  readonly address: string;
  /** Wishes for the certificate that a lab's authority issues for all its names. */
  readonly certificate?: TlsWish;
  readonly sites: readonly WorldSite[];
};

const server = path.join(import.meta.dirname, 'world-server.ts');

/** The service that runs these sites. */
export function worldService({ name, address, certificate, sites }: WorldService): Service {
  const named = sites.flatMap(({ hostname }) => (hostname ? [hostname] : []));
  return {
    name,
    address,
    hostnames: [...new Set(named)],
    ports: sites.map(({ port }) => port),
    needs: ['dns'],
    async prepare(stage) {
      const pair = certificate ? { pair: await stage.certificate(certificate) } : {};
      const config: WorldConfig = { address, folder: stage.folder, sites, ...pair };
      const file = await stage.write('config.json', JSON.stringify(config, null, 2));
      return { argv: [process.execPath, server, file] };
    },
  };
}
