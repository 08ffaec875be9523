import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, isIP, type Server, type Socket } from 'node:net';
import { createLog, type Log } from '../sites/access-log.ts';
import type { WorldContext } from '../sites/context.ts';
import { keep, LOOPBACK } from '../sites/door.ts';
import { type Endpoint, hostPort } from '../sites/names.ts';
import { pause } from '../sites/pause.ts';
import { type Asked, type DnsAnswer, replyTo } from './answers.ts';
import { parseQuestion, typeName, writeReply } from './message.ts';

/** Everything a name server can be told. Live. */
export interface DnsOptions {
  address?: string;
  port?: number;
  /** By name, lower case, no final dot. What is not said here, the world's own names answer. */
  records?: Record<string, DnsAnswer>;
  /** How every other name is answered. */
  everything?: DnsAnswer;
  /** Milliseconds before each answer. */
  delay?: number;
}

/** A name server on UDP and TCP, on the same port. */
export interface DnsStub extends Endpoint {
  options: DnsOptions;
  /** As `Resolver.setServers` takes it. */
  server: string;
  queries: Asked[];
  seen: Log<Asked>['seen'];
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Desk {
  context: WorldContext;
  options: DnsOptions;
  log: Log<Asked>;
  sockets: Set<Socket>;
}

/** Opens a name server. */
export async function openDns(context: WorldContext, options: DnsOptions): Promise<DnsStub> {
  const desk: Desk = { context, options, log: createLog(), sockets: new Set() };
  const { udp, tcp, port } = await bind(desk);
  const address = options.address ?? LOOPBACK;
  const stop = async () => {
    context.closers.delete(stop);
    await Promise.all([closeUdp(udp), closeTcp(tcp, desk.sockets)]);
  };
  context.closers.add(stop);
  const { entries: queries, seen } = desk.log;
  const server = hostPort({ address, port });
  return { address, port, options, server, queries, seen, stop, [Symbol.asyncDispose]: stop };
}

/** A free TCP port is not always free for UDP too, so this may take more than one try. */
const BIND_ATTEMPTS = 20;

async function bind(desk: Desk): Promise<{ udp: UdpSocket; tcp: Server; port: number }> {
  const { address = LOOPBACK, port: wanted = 0 } = desk.options;
  for (let attempt = 1; ; attempt += 1) {
    const tcp = createServer((socket) => serveTcp(keep(desk.sockets, socket), desk));
    const port = await listenTcp(tcp, { address, port: wanted });
    try {
      return { tcp, port, udp: await listenUdp(desk, { address, port }) };
    } catch (error) {
      await closeTcp(tcp, desk.sockets);
      if (wanted !== 0 || attempt === BIND_ATTEMPTS) throw error;
    }
  }
}

function listenTcp(server: Server, { address, port }: Endpoint): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

function listenUdp(desk: Desk, { address, port }: Endpoint): Promise<UdpSocket> {
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
  socket.on('message', (message, from) => {
    answer(message, 'udp', desk)
      .then((reply) => reply && socket.send(reply, from.port, from.address))
      .catch(() => {});
  });
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ address, port }, () => resolve(socket.on('error', () => {})));
  });
}

/** Over TCP each message is preceded by its length (RFC 1035, section 4.2.2). */
function serveTcp(socket: Socket, desk: Desk): void {
  let held = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
      const size = held.readUInt16BE(0);
      const message = held.subarray(2, 2 + size);
      held = held.subarray(2 + size);
      answer(message, 'tcp', desk)
        .then((reply) => reply && socket.write(withLength(reply)))
        .catch(() => socket.destroy());
    }
  });
}

const withLength = (reply: Buffer) =>
  Buffer.concat([Buffer.from([reply.length >> 8, reply.length & 0xff]), reply]);

async function answer(message: Buffer, transport: Asked['transport'], desk: Desk) {
  const { context, options, log } = desk;
  const question = parseQuestion(message);
  if (!question) return undefined;
  const asked = log.add({ name: question.name, type: typeName(question.type), transport });
  await pause(options.delay, context.signal);
  const { records = {}, everything } = options;
  const book = { records, names: context.names, ...(everything ? { everything } : {}) };
  const reply = replyTo(asked, book);
  return reply === 'silent' ? undefined : writeReply(question, reply);
}

const closeUdp = (socket: UdpSocket) =>
  new Promise<void>((resolve) => void socket.close(() => resolve()));

function closeTcp(server: Server, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
