import { createServer } from 'node:net';
import { type Authority, type IssueWishes, rootAuthority } from './certificates/authority.ts';
import type { Certificate } from './certificates/certificate.ts';
import { type DnsOptions, type DnsStub, openDns } from './dns/stub.ts';
import type { ProxyOptions } from './proxies/options.ts';
import { type ForwardProxy, openProxy } from './proxies/proxy.ts';
import { openSocks, type SocksOptions, type SocksProxy } from './proxies/socks.ts';
import { type BlobHostOptions, openBlobHost } from './registry/blob-host.ts';
import type { RegistryOptions } from './registry/options.ts';
import { openRegistry, type Registry } from './registry/registry.ts';
import { createTokenBook } from './registry/token-book.ts';
import {
  openTokenServer,
  type TokenServer,
  type TokenServerOptions,
} from './registry/token-server.ts';
import type { WorldContext } from './sites/context.ts';
import { sendHtml } from './sites/distortions.ts';
import { LOOPBACK } from './sites/door.ts';
import { createNames, hostPort } from './sites/names.ts';
import { openSite, type Site, type SiteOptions } from './sites/site.ts';

export { rootAuthority } from './certificates/authority.ts';
export { image } from './images/image.ts';

/** A network of its own on loopback: what Docker pulls from, and everything in between. */
export interface World {
  /** The root that signs this world's servers: what a client has to trust. */
  authority: Authority;
  /** A registry or a mirror. */
  registry(options?: RegistryOptions): Promise<Registry>;
  tokenServer(options?: TokenServerOptions): Promise<TokenServer>;
  /** Where registries redirect blob requests to. */
  blobHost(options?: BlobHostOptions): Promise<Site<BlobHostOptions>>;
  proxy(options?: ProxyOptions): Promise<ForwardProxy>;
  socks(options?: SocksOptions): Promise<SocksProxy>;
  dns(options?: DnsOptions): Promise<DnsStub>;
  /** Answers everything with a page: a captive portal, or a web server in the wrong place. */
  portal(options?: SiteOptions): Promise<Site<SiteOptions>>;
  /** A certificate that servers of kind `client-certificate` accept. */
  clientCertificate(wishes?: IssueWishes): Certificate;
  /** An `address:port` where connections are refused. */
  deadEndpoint(address?: string): Promise<string>;
  /** The text of an /etc/hosts that knows every name of this world. */
  hostsFile(): string;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts an empty world. */
export async function startWorld(): Promise<World> {
  const stopping = new AbortController();
  const context = createContext(stopping.signal);
  const stop = async () => {
    stopping.abort();
    await Promise.all([...context.closers].map((close) => close()));
  };
  return {
    authority: context.authority,
    registry: (options = {}) => openRegistry(context, options),
    tokenServer: (options = {}) => openTokenServer(context, options),
    blobHost: (options = {}) => openBlobHost(context, options),
    proxy: (options = {}) => openProxy(context, options),
    socks: (options = {}) => openSocks(context, options),
    dns: (options = {}) => openDns(context, options),
    portal: (options = {}) =>
      openSite({ context, options, serve: ({ response }) => sendHtml(response) }),
    clientCertificate: (wishes = {}) =>
      context.clients.issue({ subject: 'client', usages: ['clientAuth'], ...wishes }),
    deadEndpoint,
    hostsFile: context.names.hostsFile,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const createContext = (signal: AbortSignal): WorldContext => ({
  names: createNames(),
  authority: rootAuthority('World Root CA'),
  clients: rootAuthority('World Client CA'),
  tokens: createTokenBook(),
  stores: [],
  signal,
  closers: new Set(),
});

/** A port that was free a moment ago: nobody listens there, so the kernel refuses. */
function deadEndpoint(address = LOOPBACK): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ host: address, port: 0 }, () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : 0;
      server.close(() => resolve(hostPort({ address, port })));
    });
  });
}
