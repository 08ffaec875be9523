import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Endpoint } from '../sites/names.ts';
import { gatewayError, pageOf, type Refusal } from './gate.ts';

/** A request to pass on, and where to. */
export interface Forwarding {
  request: IncomingMessage;
  response: ServerResponse;
  endpoint: Endpoint;
  path: string;
  /** Speak TLS to the other side, with this name in the handshake. */
  tls?: { servername: string };
}

/** Passes a request on and its answer back. */
export function forward({ request, response, endpoint, path, tls }: Forwarding): void {
  const wishes = {
    host: endpoint.address,
    port: endpoint.port,
    method: request.method,
    path,
    headers: passedOn(request.headers),
    agent: false as const,
  };
  // The world's upstreams are whatever they are told to be; judging them is not the proxy's part.
  const outgoing = tls
    ? httpsRequest({ ...wishes, servername: tls.servername, rejectUnauthorized: false })
    : httpRequest(wishes);
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy();
    else sendRefusal(response, gatewayError(502));
  });
  response.on('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

/** Headers that concern one hop only (RFC 9110, section 7.6.1), and the proxy's own. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const passedOn = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name.toLowerCase())),
  );

/** Sends a refusal as a page. */
export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  const page = pageOf(refusal);
  response.statusCode = refusal.status;
  response.statusMessage = refusal.reason;
  for (const [name, value] of refusal.headers) response.appendHeader(name, value);
  response.setHeader('Content-Type', 'text/html');
  response.setHeader('Content-Length', Buffer.byteLength(page));
  response.end(page);
}
