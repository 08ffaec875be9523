import { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** What one request looked like to the server. */
export interface AccessEntry {
  method: string;
  url: string;
  host: string;
  headers: IncomingHttpHeaders;
  tls: TlsFacts | null;
  /** When it came, in milliseconds since the process began: the order between servers. */
  at: number;
  /** The other end, `127.0.0.1:40000`. */
  from: string;
  /** The answer's status, once it has begun; null before, and for raw answers. */
  status: number | null;
}

export interface TlsFacts {
  servername: string | null;
  protocol: string | null;
  /** The subject of the client's certificate, if it showed one. */
  client: string | null;
}

/** A list that can be waited on, so that no test needs to sleep. */
export interface Log<E> {
  entries: E[];
  add(entry: E): E;
  /** The first entry that matches, past or to come. */
  seen(matches?: (entry: E) => boolean): Promise<E>;
}

/** An empty log. */
export function createLog<E>(): Log<E> {
  const entries: E[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);
  return {
    entries,
    add(entry) {
      entries.push(entry);
      arrivals.emit('entry', entry);
      return entry;
    },
    seen(matches = () => true) {
      const past = entries.find(matches);
      if (past) return Promise.resolve(past);
      return new Promise((resolve) => {
        const look = (entry: E) => {
          if (!matches(entry)) return;
          arrivals.off('entry', look);
          resolve(entry);
        };
        arrivals.on('entry', look);
      });
    },
  };
}

/** The log entry for a request that has just arrived. */
export function accessEntry(request: IncomingMessage): AccessEntry {
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    host: request.headers.host ?? '',
    headers: request.headers,
    tls: tlsFacts(request),
    at: performance.now(),
    from: `${request.socket.remoteAddress}:${request.socket.remotePort}`,
    status: null,
  };
}

function tlsFacts({ socket }: IncomingMessage): TlsFacts | null {
  if (!(socket instanceof TLSSocket)) return null;
  const subject = socket.getPeerCertificate().subject as { CN?: string } | undefined;
  const servername = (socket as { servername?: string | false }).servername;
  return {
    servername: servername || null,
    protocol: socket.getProtocol(),
    client: subject?.CN ?? null,
  };
}
