import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { AccessEntry } from '../sites/access-log.ts';
import type { WorldContext } from '../sites/context.ts';
import { keep } from '../sites/door.ts';
import { type Endpoint, parseHostPort } from '../sites/names.ts';
import { gatewayError, pageOf, type Refusal, refusalOf } from './gate.ts';
import type { Interceptor } from './interception.ts';
import { isListed, type ProxyOptions, reach } from './options.ts';

/** One CONNECT, with the bytes that came right behind it. */
export interface ConnectRequest {
  request: IncomingMessage;
  socket: Socket;
  head: Buffer;
  entry: AccessEntry;
}

export interface TunnelWishes {
  context: WorldContext;
  options: ProxyOptions;
  sockets(): Set<Socket>;
  interceptor: Interceptor;
}

/** Answers CONNECT: refuses, looks inside, or joins the two ends. */
export function serveConnect(asked: ConnectRequest, wishes: TunnelWishes) {
  const { request, socket, entry } = asked;
  const { options, context } = wishes;
  socket.on('error', () => {});
  if (options.answer === 'hang') {
    socket.allowHalfOpen = false;
    return void socket.resume();
  }
  if (options.answer === 'reset') return void socket.destroy();
  const target = parseHostPort(request.url ?? '');
  if (!target) return say(socket, entry, { status: 400, reason: 'Bad Request', headers: [] });
  const authorization = request.headers['proxy-authorization'];
  const refusal = refusalOf({ host: target.address, authorization }, options);
  if (refusal) return say(socket, entry, refusal);
  if (options.tunnel) return mislead(asked, options.tunnel);
  const endpoint = reach(target, options, context);
  if (!endpoint) return say(socket, entry, gatewayError(503));
  if (isIntercepted(target, options)) {
    open(asked);
    return wishes.interceptor.take(socket, { target, endpoint });
  }
  join(asked, endpoint, wishes.sockets());
}

const isIntercepted = ({ address }: Endpoint, { intercept }: ProxyOptions) =>
  intercept !== undefined && (!intercept.only || isListed(address, intercept.only));

function join(asked: ConnectRequest, { address, port }: Endpoint, sockets: Set<Socket>): void {
  const { socket, entry } = asked;
  const far = keep(sockets, connect({ host: address, port }));
  let joined = false;
  far.once('connect', () => {
    joined = true;
    open(asked);
    socket.pipe(far).pipe(socket);
  });
  far.once('close', () => (joined ? socket.destroy() : say(socket, entry, gatewayError(502))));
  socket.once('close', () => far.destroy());
}

function open({ socket, head, entry }: ConnectRequest): void {
  entry.status = 200;
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  if (head.length > 0) socket.unshift(head);
}

/** Says that the way is open, and answers whatever comes through it itself. */
function mislead(asked: ConnectRequest, how: NonNullable<ProxyOptions['tunnel']>): void {
  const { socket } = asked;
  open(asked);
  socket.once('data', () => {
    if (how === 'cut') socket.destroy();
    if (how === 'garbage') socket.end('this is neither TLS nor HTTP\r\n');
    if (how === 'page') socket.end(portalPage);
  });
}

const portalPage =
  'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>Sign in</h1>\n';

function say(socket: Socket, entry: AccessEntry, refusal: Refusal): void {
  entry.status = refusal.status;
  const page = pageOf(refusal);
  const headers = refusal.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(
    `HTTP/1.1 ${refusal.status} ${refusal.reason}\r\n${headers}Content-Type: text/html\r\n` +
      `Content-Length: ${Buffer.byteLength(page)}\r\nConnection: close\r\n\r\n${page}`,
    () => socket.destroySoon(),
  );
}
