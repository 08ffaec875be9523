import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { type Identity, present, type TlsOptions } from '../certificates/presented.ts';
import type { WorldContext } from './context.ts';
import type { Endpoint } from './names.ts';
import { pause } from './pause.ts';

/** What happens between the TCP handshake and the first request. All of it can be changed live. */
export interface DoorOptions {
  /** What the server is called: in its certificate, in the world's DNS and hosts file. */
  name?: string;
  address?: string;
  /** 0, the default, takes any free port. */
  port?: number;
  tls?: TlsOptions;
  /** After TCP has connected: serve, say nothing, send RST at the first byte, or close. */
  accept?: 'serve' | 'hang' | 'reset' | 'close';
  delays?: { accept?: number; tls?: number };
}

/** An open door: its endpoint, and everyone who came through. */
export interface Door extends Endpoint {
  sockets: Set<Socket>;
  connections(): number;
  close(): Promise<void>;
}

export interface DoorWishes {
  context: WorldContext;
  options: DoorOptions;
  /** Gets each socket that is ready for requests, decrypted where TLS is spoken. */
  enter(socket: Socket): void;
}

/** Listens, and leads every connection through the switches to `enter`. */
export async function openDoor({ context, options, enter }: DoorWishes): Promise<Door> {
  const sockets = new Set<Socket>();
  const locks = tlsServers({ context, options, enter });
  let connections = 0;
  // A client may end its half after the request and still wait for the answer.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections += 1;
    keep(sockets, socket);
    admit(socket, { context, options, enter }, locks).catch(() => socket.destroy());
  });
  const endpoint = await listen(server, options);
  return {
    ...endpoint,
    sockets,
    connections: () => connections,
    close: () => closeAll(server, sockets),
  };
}

/** Remembers a socket for as long as it is open; errors are the other side's business. */
export function keep(sockets: Set<Socket>, socket: Socket): Socket {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
  return socket.on('error', () => {});
}

async function admit(
  socket: Socket,
  { context, options, enter }: DoorWishes,
  lock: (tls: TlsOptions) => TlsServer,
): Promise<void> {
  await pause(options.delays?.accept, context.signal);
  const { accept = 'serve', tls = { kind: 'none' } } = options;
  if (accept === 'serve' && tls.kind === 'none') return enter(socket);
  socket.allowHalfOpen = false;
  if (accept === 'hang' || tls.kind === 'stall') return void socket.resume();
  if (accept === 'close') return void socket.end();
  if (accept === 'reset') return void socket.once('data', () => socket.resetAndDestroy());
  const first = await firstBytes(socket);
  if (first[0] !== HANDSHAKE) return void refusePlain(socket);
  await pause(options.delays?.tls, context.signal);
  lock(tls).emit('connection', socket);
}

/** The record type every TLS conversation begins with (RFC 8446, section 5.1). */
const HANDSHAKE = 0x16;

/** Looks at what the client says first, and leaves it to be read again. */
function firstBytes(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => {
    socket.once('data', (chunk: Buffer) => {
      socket.pause();
      socket.unshift(chunk);
      resolve(chunk);
    });
  });
}

/** What a Go server, and so nearly every registry, says to plain HTTP on its TLS port. */
function refusePlain(socket: Socket): void {
  const text = 'Client sent an HTTP request to an HTTPS server.\n';
  socket.resume();
  socket.end(`HTTP/1.0 400 Bad Request\r\n\r\n${text}`, () => socket.destroySoon());
}

/** One TLS server per presentation, made when it is first shown; none of them listens itself. */
function tlsServers({ context, options, enter }: DoorWishes): (tls: TlsOptions) => TlsServer {
  const made = new Map<string, TlsServer>();
  return (tls) => {
    const authority = tls.authority ?? context.authority;
    const identity = identityOf(options, { ...tls, authority }, context);
    const id = JSON.stringify([tls.kind, identity.names, authority.certificate.fingerprint256]);
    const found = made.get(id);
    if (found) return found;
    const server = createTlsServer(present(tls.kind, identity), (socket) => {
      socket.on('error', () => {});
      enter(socket);
    });
    server.on('tlsClientError', (_error, socket) => socket.on('error', () => {}).destroy());
    made.set(id, server);
    return server;
  };
}

function identityOf(
  { name, address = LOOPBACK }: DoorOptions,
  tls: TlsOptions & { authority: Identity['authority'] },
  { clients }: WorldContext,
): Identity {
  const names = new Set([...(name ? [name] : []), ...(tls.names ?? []), 'localhost']);
  const ips = new Set([address, LOOPBACK, '::1']);
  return { names: [...names], ips: [...ips], authority: tls.authority, clients };
}

export const LOOPBACK = '127.0.0.1';

type Listening = ReturnType<typeof createServer>;

function listen(
  server: Listening,
  { address = LOOPBACK, port = 0 }: DoorOptions,
): Promise<Endpoint> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, () => {
      const bound = server.address();
      resolve({ address, port: typeof bound === 'object' && bound ? bound.port : port });
    });
  });
}

function closeAll(server: Listening, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
