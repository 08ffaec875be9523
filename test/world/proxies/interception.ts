import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import type { Authority } from '../certificates/authority.ts';
import { type AccessEntry, accessEntry, type Log } from '../sites/access-log.ts';
import { type Endpoint, hostPort } from '../sites/names.ts';
import { forward } from './forward.ts';

/** The part of a proxy that looks inside TLS, as inspecting firewalls do. */
export interface Interceptor {
  /** Takes over a connection that the client believes to be a tunnel. */
  take(socket: Socket, tunnel: Tunnel): void;
}

export interface Tunnel {
  /** What the client asked for. */
  target: Endpoint;
  /** Where that is in this world. */
  endpoint: Endpoint;
}

export interface InterceptorWishes {
  authority(): Authority;
  log: Log<AccessEntry>;
}

/** Makes an interceptor; the requests it sees go into the proxy's own log. */
export function createInterceptor({ authority, log }: InterceptorWishes): Interceptor {
  const tunnels = new WeakMap<object, Tunnel>();
  const inside = createServer((request, response) => {
    const tunnel = tunnels.get(request.socket);
    if (tunnel) look({ request, response, tunnel, log });
    else response.destroy();
  });
  inside.on('clientError', (_error, socket) => socket.destroy());
  const servers = new Map<string, TlsServer>();
  const serverFor = (tunnel: Tunnel) => {
    const signer = authority();
    const route = `${hostPort(tunnel.target)} ${hostPort(tunnel.endpoint)}`;
    const id = `${route} ${signer.certificate.fingerprint256}`;
    const server = servers.get(id) ?? disguised(tunnel.target.address, signer);
    if (servers.has(id)) return server;
    servers.set(id, server);
    return server.on('secureConnection', (clear) => {
      tunnels.set(
        clear.on('error', () => {}),
        tunnel,
      );
      inside.emit('connection', clear);
    });
  };
  return { take: (socket, tunnel) => void serverFor(tunnel).emit('connection', socket) };
}

interface Look {
  request: IncomingMessage;
  response: ServerResponse;
  tunnel: Tunnel;
  log: Log<AccessEntry>;
}

function look({ request, response, tunnel, log }: Look): void {
  const { target, endpoint } = tunnel;
  const entry = log.add(insideEntry(accessEntry(request), tunnel));
  response.on('error', () => {});
  response.on('finish', () => {
    entry.status = response.statusCode;
  });
  const tls = { servername: isIP(target.address) ? '' : target.address };
  forward({ request, response, endpoint, path: request.url ?? '/', tls });
}

const insideEntry = (entry: AccessEntry, { target }: Tunnel): AccessEntry => ({
  ...entry,
  url: `https://${target.port === 443 ? target.address : hostPort(target)}${entry.url}`,
});

/** A TLS server that claims to be that host. */
function disguised(host: string, authority: Authority): TlsServer {
  const alternatives = isIP(host) ? { ips: [host] } : { names: [host] };
  const certificate = authority.issue({ subject: host, ...alternatives });
  const server = createTlsServer({
    key: certificate.keyPem,
    cert: `${certificate.pem}${authority.chain}`,
    ALPNProtocols: ['http/1.1'],
  });
  server.on('tlsClientError', (_error, socket) => socket.on('error', () => {}).destroy());
  return server;
}
