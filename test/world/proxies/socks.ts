import { connect, type Socket } from 'node:net';
import { createLog, type Log } from '../sites/access-log.ts';
import type { WorldContext } from '../sites/context.ts';
import { type DoorOptions, keep, openDoor } from '../sites/door.ts';
import { type Endpoint, hostPort } from '../sites/names.ts';
import { type ByteReader, createByteReader } from './byte-reader.ts';
import { isListed, type Reach, reach } from './options.ts';

/** Everything a SOCKS5 proxy can be told. */
export interface SocksOptions extends DoorOptions, Reach {
  /** Passwords by name; without any, nobody is asked. */
  users?: Record<string, string>;
  blocked?: string[];
  answer?: 'ok' | 'hang' | 'failure';
}

/** What a client asked for. */
export interface SocksEntry {
  target: string;
  user: string | null;
  /** Whether the client left it to the proxy to resolve the name. */
  named: boolean;
  reply: number;
}

/** A SOCKS5 proxy (RFC 1928, 1929): CONNECT only. */
export interface SocksProxy extends Endpoint {
  options: SocksOptions;
  url: string;
  requests: SocksEntry[];
  seen: Log<SocksEntry>['seen'];
  connections(): number;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const VERSION = 5;
const METHODS = { open: 0, password: 2, none: 0xff };
const REPLIES = { ok: 0, failure: 1, forbidden: 2, unreachable: 4, refused: 5, unsupported: 7 };

interface Conversation {
  socket: Socket;
  reader: ByteReader;
  context: WorldContext;
  options: SocksOptions;
  log: Log<SocksEntry>;
  sockets(): Set<Socket>;
}

/** Opens a SOCKS5 proxy. */
export async function openSocks(context: WorldContext, options: SocksOptions): Promise<SocksProxy> {
  const log = createLog<SocksEntry>();
  const enter = (socket: Socket) => {
    const shared = { context, options, log, sockets: () => door.sockets };
    converse({ ...shared, socket, reader: createByteReader(socket) }).catch(() => socket.destroy());
  };
  const door = await openDoor({ context, options, enter });
  const endpoint = { address: door.address, port: door.port };
  context.names.add(options.name ?? door.address, endpoint);
  const stop = async () => {
    context.closers.delete(stop);
    context.names.remove(endpoint);
    await door.close();
  };
  context.closers.add(stop);
  const { entries: requests, seen } = log;
  const url = `socks5://${hostPort(endpoint)}`;
  const { connections } = door;
  return {
    ...endpoint,
    options,
    url,
    requests,
    seen,
    connections,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function converse(talk: Conversation): Promise<void> {
  const { socket, reader, options, context, log } = talk;
  const user = await greet(talk);
  if (user === undefined) return void socket.end();
  const { command, target, named } = await questionOf(reader);
  if (options.answer === 'hang') return;
  const endpoint = reach(target, options, context);
  let reply = REPLIES.ok;
  if (command !== 1) reply = REPLIES.unsupported;
  else if (options.answer === 'failure') reply = REPLIES.failure;
  else if (isListed(target.address, options.blocked ?? [])) reply = REPLIES.forbidden;
  else if (!endpoint) reply = REPLIES.unreachable;
  const far = endpoint && reply === REPLIES.ok ? await dial(endpoint, talk) : undefined;
  if (reply === REPLIES.ok && !far) reply = REPLIES.refused;
  log.add({ target: hostPort(target), user, named, reply });
  socket.write(Buffer.from([VERSION, reply, 0, 1, 0, 0, 0, 0, 0, 0]));
  if (!far) return void socket.end();
  reader.release();
  socket.pipe(far).pipe(socket);
}

/** The user, null where none is asked for; undefined where the client cannot be let in. */
async function greet({
  socket,
  reader,
  options,
}: Conversation): Promise<string | null | undefined> {
  const [version = 0, count = 0] = await reader.read(2);
  if (version !== VERSION) throw new Error('not SOCKS5');
  const offered = await reader.read(count);
  const wanted = options.users ? METHODS.password : METHODS.open;
  const method = offered.includes(wanted) ? wanted : METHODS.none;
  socket.write(Buffer.from([VERSION, method]));
  if (method === METHODS.none) return undefined;
  if (!options.users) return null;
  await reader.read(1);
  const user = (await sized(reader)).toString();
  const password = (await sized(reader)).toString();
  const known = Object.hasOwn(options.users, user) && options.users[user] === password;
  socket.write(Buffer.from([1, known ? 0 : 1]));
  return known ? user : undefined;
}

async function sized(reader: ByteReader): Promise<Buffer> {
  const [size = 0] = await reader.read(1);
  return reader.read(size);
}

async function questionOf(reader: ByteReader) {
  const [, command = 0, , kind = 0] = await reader.read(4);
  const named = kind === 3;
  const address = named ? (await sized(reader)).toString() : await literal(reader, kind);
  const port = (await reader.read(2)).readUInt16BE();
  return { command, named, target: { address, port } };
}

async function literal(reader: ByteReader, kind: number): Promise<string> {
  if (kind === 1) return [...(await reader.read(4))].join('.');
  if (kind !== 4) throw new Error('unknown address type');
  const groups = (await reader.read(16)).toString('hex').match(/.{4}/g) ?? [];
  // The URL parser writes IPv6 in its shortest form.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

function dial({ address, port }: Endpoint, talk: Conversation): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const far = keep(talk.sockets(), connect({ host: address, port }));
    far.once('close', () => resolve(undefined));
    far.once('connect', () => {
      far.once('close', () => talk.socket.destroySoon());
      resolve(far);
    });
    talk.socket.once('close', () => far.destroy());
  });
}
