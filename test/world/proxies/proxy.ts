import type { Socket } from 'node:net';
import { type Authority, rootAuthority } from '../certificates/authority.ts';
import { accessEntry } from '../sites/access-log.ts';
import type { WorldContext } from '../sites/context.ts';
import { type Exchange, openSite, type Site, type SiteParts } from '../sites/site.ts';
import { forward, sendRefusal } from './forward.ts';
import { gatewayError, refusalOf } from './gate.ts';
import { createInterceptor } from './interception.ts';
import { type ProxyOptions, reach } from './options.ts';
import { serveConnect } from './tunnel.ts';

/** A forward proxy: CONNECT for https, absolute URLs for http. */
export interface ForwardProxy extends Site<ProxyOptions> {
  /** The root that signs what an intercepting proxy shows. */
  authority: Authority;
}

/** Opens a forward proxy. */
export async function openProxy(
  context: WorldContext,
  options: ProxyOptions,
): Promise<ForwardProxy> {
  const authority = rootAuthority('World Inspection CA');
  const prepare = (parts: SiteParts) => {
    const current = () => options.intercept?.authority ?? authority;
    const interceptor = createInterceptor({ authority: current, log: parts.log });
    parts.server.on('connect', (request, socket, head) => {
      const entry = parts.log.add(accessEntry(request));
      const asked = { request, socket: socket as Socket, head, entry };
      serveConnect(asked, { context, options, sockets: parts.sockets, interceptor });
    });
  };
  const serve = (exchange: Exchange) => passOn(exchange, { context, options });
  const site = await openSite({ context, options, serve, prepare });
  return Object.assign(site, { authority });
}

/** A request with an absolute URL; anything else is not meant for a proxy. */
function passOn(
  { request, response }: Exchange,
  { context, options }: { context: WorldContext; options: ProxyOptions },
) {
  if (options.answer === 'hang') return;
  if (options.answer === 'reset') return void request.socket.destroy();
  const url = URL.parse(request.url ?? '');
  if (url?.protocol !== 'http:') {
    return sendRefusal(response, { status: 400, reason: 'Bad Request', headers: [] });
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const authorization = request.headers['proxy-authorization'];
  const refusal = refusalOf({ host, authorization }, options);
  if (refusal) return sendRefusal(response, refusal);
  const target = { address: host, port: Number(url.port || 80) };
  const endpoint = reach(target, options, context);
  if (!endpoint) return sendRefusal(response, gatewayError(503));
  forward({ request, response, endpoint, path: `${url.pathname}${url.search}` });
}
