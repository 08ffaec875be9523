import type { WorldContext } from '../sites/context.ts';
import { distort, sendHtml } from '../sites/distortions.ts';
import { pause } from '../sites/pause.ts';
import { type Exchange, openSite, type Site } from '../sites/site.ts';
import type { RegistryOptions, TokenOptions } from './options.ts';
import { serveToken } from './token-endpoint.ts';

/** A token server that is not the registry itself, as Docker Hub has one. */
export interface TokenServerOptions
  extends TokenOptions,
    Pick<RegistryOptions, 'name' | 'address' | 'port' | 'tls' | 'accept' | 'clockSkewSeconds'> {
  delays?: { accept?: number; tls?: number; token?: number };
  distort?: NonNullable<RegistryOptions['distort']>['how'];
}

export interface TokenServer extends Site<TokenServerOptions> {
  /** What a challenge names as its realm. */
  readonly realm: string;
}

/** Opens a token server; its tokens hold at every registry of its world. */
export async function openTokenServer(
  context: WorldContext,
  options: TokenServerOptions,
): Promise<TokenServer> {
  const serve = async (exchange: Exchange) => {
    await pause(options.delays?.token, context.signal);
    if (options.distort) return distort(options.distort, exchange, context.signal);
    if (exchange.path !== '/token') return sendHtml(exchange.response, 404);
    return serveToken({ ...exchange, context, token: options });
  };
  const site = await openSite({ context, options, serve });
  return Object.defineProperty(site, 'realm', { get: () => `${site.url}/token` }) as TokenServer;
}
