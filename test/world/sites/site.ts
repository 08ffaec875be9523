import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type AccessEntry, accessEntry, createLog, type Log } from './access-log.ts';
import type { WorldContext } from './context.ts';
import { type Door, type DoorOptions, openDoor } from './door.ts';
import { type Endpoint, hostPort } from './names.ts';

/** What every HTTP server of the world can be told, on top of what its door can. */
export interface SiteOptions extends DoorOptions {
  /** How far its clock is ahead of the real one, as seen in the Date header. */
  clockSkewSeconds?: number;
}

/** A running HTTP(S) server. */
export interface Site<O extends SiteOptions> extends Endpoint {
  /** Live: a change holds from the next connection or request on. */
  options: O;
  /** What it is called, or its address where it has no name. */
  name: string;
  /** `address:port`, as an image reference names it. */
  host: string;
  /** Where it can be reached now, `https://127.0.0.1:40000`. */
  readonly url: string;
  requests: AccessEntry[];
  /** Waits for a request, past or to come. */
  seen: Log<AccessEntry>['seen'];
  /** How many TCP connections came in, requests or not. */
  connections(): number;
  /** Errors in the server itself, which no client can cause: always empty, or it is a bug. */
  faults: unknown[];
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** One request with its answer, and what was read from its first line. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  entry: AccessEntry;
  path: string;
  query: URLSearchParams;
  /** The server as the client addressed it, `https://127.0.0.1:40000`. */
  origin: string;
}

export interface SiteWishes<O extends SiteOptions> {
  context: WorldContext;
  options: O;
  serve(exchange: Exchange): Promise<void> | void;
  /** To add further listeners, such as CONNECT, before the first request comes. */
  prepare?(parts: SiteParts): void;
}

export interface SiteParts {
  server: Server;
  log: Log<AccessEntry>;
  faults: unknown[];
  /** Every socket that must end with the site. */
  sockets(): Set<Socket>;
}

/** Opens a site and tells the world its name. */
export async function openSite<O extends SiteOptions>(wishes: SiteWishes<O>): Promise<Site<O>> {
  const { context, options } = wishes;
  const log = createLog<AccessEntry>();
  const faults: unknown[] = [];
  const server = httpServer({ wishes, log, faults });
  let door: Door | undefined;
  wishes.prepare?.({ server, log, faults, sockets: () => door?.sockets ?? new Set() });
  door = await openDoor({ context, options, enter: (socket) => server.emit('connection', socket) });
  return announce({ wishes, log, faults, door });
}

interface HttpWishes<O extends SiteOptions> {
  wishes: SiteWishes<O>;
  log: Log<AccessEntry>;
  faults: unknown[];
}

function httpServer<O extends SiteOptions>({ wishes, log, faults }: HttpWishes<O>): Server {
  const { context, options, serve } = wishes;
  const server = createServer((request, response) => {
    const entry = log.add(accessEntry(request));
    dress(response, { entry, skew: options.clockSkewSeconds ?? 0 });
    const answer = async () => serve({ request, response, entry, ...firstLine(request) });
    answer().catch((error: unknown) => {
      if (!context.signal.aborted && !request.socket.destroyed) faults.push(error);
      response.destroy();
    });
  });
  server.on('clientError', (_error, socket) => {
    if (!socket.writable) return void socket.destroy();
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', () => socket.destroy());
  });
  return server;
}

function dress(response: ServerResponse, { entry, skew }: { entry: AccessEntry; skew: number }) {
  response.on('error', () => {});
  response.on('finish', () => {
    entry.status = response.statusCode;
  });
  response.setHeader('Date', new Date(Date.now() + skew * 1000).toUTCString());
}

function firstLine(request: IncomingMessage): Pick<Exchange, 'path' | 'query' | 'origin'> {
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  const scheme = request.socket instanceof TLSSocket ? 'https' : 'http';
  return {
    path,
    query: new URLSearchParams(rest.join('?')),
    origin: `${scheme}://${request.headers.host ?? 'localhost'}`,
  };
}

function announce<O extends SiteOptions>(parts: HttpWishes<O> & { door: Door }): Site<O> {
  const { wishes, log, faults, door } = parts;
  const { context, options } = wishes;
  const endpoint = { address: door.address, port: door.port };
  context.names.add(options.name ?? endpoint.address, endpoint);
  const stop = async () => {
    context.closers.delete(stop);
    context.names.remove(endpoint);
    await door.close();
  };
  context.closers.add(stop);
  return {
    ...endpoint,
    options,
    name: options.name ?? endpoint.address,
    host: hostPort(endpoint),
    get url() {
      return `${(options.tls?.kind ?? 'none') === 'none' ? 'http' : 'https'}://${hostPort(endpoint)}`;
    },
    requests: log.entries,
    seen: log.seen,
    connections: door.connections,
    faults,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
