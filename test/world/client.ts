import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { parseHostPort } from './sites/names.ts';

/** A whole answer, as tests look at it. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

export interface AskOptions extends RequestOptions {
  body?: string | Buffer;
}

/** One request on a connection of its own, with node's own client; nothing is followed. */
export function ask(url: string, { body, ...options }: AskOptions = {}): Promise<Answer> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, bytes, text: bytes.toString() });
      });
    });
    request.on('error', reject).end(body);
  });
}

/** The document in an answer. */
export const json = <T = Record<string, unknown>>({ text }: Answer) => JSON.parse(text) as T;

/** Everything a server says to these bytes until it closes, or has said `until`. */
export function tell(host: string, bytes: string | Buffer, until?: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTo(host);
    let heard = '';
    socket.setEncoding('latin1').on('data', (text) => {
      heard += text;
      if (until !== undefined && heard.includes(until)) socket.destroy();
    });
    socket.on('error', () => {}).on('close', () => resolve(heard));
    socket.write(bytes);
  });
}

/** A plain connection to `host:port`. */
export function connectTo(host: string): Socket {
  const endpoint = parseHostPort(host);
  if (!endpoint) throw new Error(`not a host and port: ${host}`);
  return connect({ host: endpoint.address, port: endpoint.port });
}

export interface TunnelWishes {
  target: string;
  headers?: Record<string, string>;
  /** Trusted when the proxy itself is spoken to over TLS. */
  ca?: string;
}

/** CONNECT through a proxy: its answer, and the socket behind it. */
export function tunnel(
  proxyUrl: string,
  { target, headers = {}, ca }: TunnelWishes,
): Promise<{ status: number; headers: IncomingHttpHeaders; socket: Socket }> {
  const send = proxyUrl.startsWith('https:') ? httpsRequest : httpRequest;
  const wishes = { method: 'CONNECT', path: target, headers, agent: false as const };
  return new Promise((resolve, reject) => {
    send(proxyUrl, { ...wishes, ...(ca ? { ca } : {}) })
      .on('connect', (response, socket) => {
        const { statusCode: status = 0, headers: answered } = response;
        resolve({ status, headers: answered, socket: socket.on('error', () => {}) });
      })
      .on('error', reject)
      .end();
  });
}

/** Lets `ask` speak HTTPS on a socket that exists already: behind a proxy. */
export function through(socket: Socket, servername: string, ca: string): AskOptions {
  const createConnection = () => connectTls({ socket, servername, ca });
  // Node ignores `createConnection` as soon as there is an agent, and forgets the port without one.
  return { agent: undefined, defaultPort: 443, createConnection };
}
