import { createSocket } from 'node:dgram';
import { isIP, isIPv6, Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Duplex } from 'node:stream';
import { connect as connectTls, createSecureContext, type TLSSocket } from 'node:tls';
import type { Outcome } from '../domain/outcome.ts';
import type {
  Address,
  Network,
  Source,
  TlsHello,
  TlsSession,
  Wait,
  Wire,
} from '../ports/network.ts';
import { readRoutes, routeDevice } from './network/route-device.ts';
import { tlsOffer } from './network/tls-offer.ts';

/** The network of this machine. Names are never resolved here: probes do that as Go does. */
export const nodeNetwork: Network = { dial, datagram, secure, source };

function dial(to: Address, wait: Wait): Promise<Outcome<Wire>> {
  return attempt<Wire>(wait, (settle) => {
    const socket = new Socket();
    socket.setNoDelay(true);
    socket.once('error', settle.failed);
    socket.once('connect', () => settle.saw(wireOf(socket, to)));
    connectLiteral(socket, to, settle.failed);
    return () => socket.destroy();
  });
}

/** A name here would be resolved by the C library, which no deadline can interrupt. */
function connectLiteral(socket: Socket, to: Address, failed: (error: unknown) => void): void {
  if (isIP(to.address) === 0) failed({ code: 'EINVAL', message: 'not a literal address' });
  else socket.connect({ host: to.address, port: to.port });
}

function datagram(to: Address, bytes: Uint8Array, wait: Wait): Promise<Outcome<Uint8Array>> {
  return attempt<Uint8Array>(wait, (settle) => {
    const socket = createSocket(isIPv6(to.address) ? 'udp6' : 'udp4');
    const end = () => closeQuietly(() => socket.close());
    socket.once('error', (error) => {
      end();
      settle.failed(error);
    });
    socket.once('message', (message) => {
      end();
      settle.saw(new Uint8Array(message));
    });
    // Connected, so that a port nobody listens on answers ECONNREFUSED as it does for Go.
    socket.connect(to.port, to.address, () => socket.send(bytes));
    return end;
  });
}

function source(to: Address): Promise<Outcome<Source>> {
  const wait = { deadlineMs: sourceDeadlineMs, signal: new AbortController().signal };
  return attempt<Source>(wait, (settle) => {
    const socket = createSocket(isIPv6(to.address) ? 'udp6' : 'udp4');
    const end = () => closeQuietly(() => socket.close());
    socket.once('error', (error) => {
      end();
      settle.failed(error);
    });
    socket.connect(to.port, to.address, () => {
      const { address } = socket.address();
      end();
      settle.saw({ address, device: deviceOf(address) ?? routeDevice(readRoutes(), to.address) });
    });
    return end;
  });
}

/** Asking the routing table is a system call; a second means that this machine is in trouble. */
const sourceDeadlineMs = 1_000;

function deviceOf(address: string): string | null {
  for (const [device, addresses] of Object.entries(networkInterfaces())) {
    if (addresses?.some((entry) => entry.address === address)) return device;
  }
  return null;
}

function secure(wire: Wire, hello: TlsHello, wait: Wait): Promise<Outcome<TlsSession>> {
  return attempt<TlsSession>(wait, (settle) => {
    const below = wire.handle as Duplex;
    const socket = handshake(below, hello);
    layers.set(below, socket);
    socket.once('error', settle.failed);
    socket.once('secureConnect', () => settle.saw(sessionOf(socket, wire.remote)));
    socket.once('close', () => settle.failed({ code: 'ECONNRESET', message: 'closed' }));
    return () => socket.destroy();
  });
}

/**
 * What lies on top of a socket. Node ends the process (SIGSEGV, seen on 24.21) when the lower
 * socket is destroyed under a TLS socket that has taken its handle, so the top is what is closed.
 */
const layers = new WeakMap<Duplex, Duplex>();

function closeTop(socket: Duplex): void {
  const above = layers.get(socket);
  if (above) closeTop(above);
  else socket.destroy();
}

function handshake(below: Duplex, hello: TlsHello): TLSSocket {
  const identity = hello.client
    ? { cert: hello.client.certificate, key: hello.client.key }
    : undefined;
  return connectTls({
    socket: below,
    rejectUnauthorized: false,
    ...(hello.serverName === null ? {} : { servername: hello.serverName }),
    // An empty `ca` keeps OpenSSL from completing the presented chain out of its own store.
    secureContext: createSecureContext({ ca: [], ...tlsOffer(hello), ...identity }),
  });
}

function sessionOf(socket: TLSSocket, remote: Address): TlsSession {
  return {
    wire: wireOf(socket, remote),
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.standardName ?? '',
    chain: presentedChain(socket),
  };
}

/** Bounded, because a peer may present a chain as long as it likes. */
function presentedChain(socket: TLSSocket): readonly string[] {
  const chain: string[] = [];
  let next = socket.getPeerX509Certificate();
  while (next && chain.length < maxChain) {
    chain.push(next.toString());
    next = next.issuerCertificate;
  }
  return chain;
}

/** Go itself gives up a chain after 100 signature checks (crypto/x509/verify.go). */
const maxChain = 32;

function wireOf(socket: Socket, remote: Address): Wire {
  // Without a listener a late error would end the process. TLS 1.3 refuses a client after the
  // handshake, while nobody is listening yet; whoever uses the wire next is told.
  let trouble: string | null = null;
  socket.on('error', (error) => {
    trouble ??= codeOf(error).code;
  });
  return {
    remote,
    get trouble() {
      return trouble;
    },
    get open() {
      return !socket.destroyed && socket.readable && socket.writable;
    },
    write: (bytes) => void socket.write(bytes),
    read: (wait) => readOnce(socket, wait),
    unread: (bytes) => socket.unshift(bytes),
    close: () => closeTop(socket),
    handle: socket,
  };
}

function readOnce(socket: Socket, wait: Wait): Promise<Outcome<Uint8Array | null>> {
  return attempt<Uint8Array | null>(wait, (settle) => {
    const look = () => {
      const chunk: Buffer | null = socket.read();
      if (chunk) finish(() => settle.saw(new Uint8Array(chunk)));
    };
    const ended = () => finish(() => settle.saw(null));
    const failed = (error: Error) => finish(() => settle.failed(error));
    const finish = (then: () => void) => {
      socket.off('readable', look).off('end', ended).off('close', ended).off('error', failed);
      then();
    };
    if (socket.destroyed || socket.readableEnded) return finishNow(settle);
    socket.on('readable', look).on('end', ended).on('close', ended).on('error', failed);
    look();
    return () => finish(() => {});
  });
}

function finishNow(settle: Settle<Uint8Array | null>): () => void {
  settle.saw(null);
  return () => {};
}

interface Settle<T> {
  saw(data: T): void;
  failed(error: unknown): void;
}

/**
 * Runs one step against its deadline and the signal; whichever comes first decides, and what
 * the step opened is given up in every case but success.
 */
function attempt<T>(wait: Wait, start: (settle: Settle<T>) => () => void): Promise<Outcome<T>> {
  const begun = performance.now();
  const ms = () => Math.round(performance.now() - begun);
  return new Promise((resolve) => {
    if (wait.signal.aborted) return resolve({ kind: 'skipped', because: 'budget' });
    let settled = false;
    let outcomeIsLost = false;
    let undo = () => {};
    const end = (outcome: Outcome<T>) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      wait.signal.removeEventListener('abort', aborted);
      outcomeIsLost = outcome.kind !== 'saw';
      if (outcomeIsLost) undo();
      resolve(outcome);
    };
    const aborted = () => end({ kind: 'skipped', because: 'budget' });
    const timer = setTimeout(
      () => end({ kind: 'failed', code: 'DEADLINE', detail: '', ms: ms() }),
      wait.deadlineMs,
    );
    wait.signal.addEventListener('abort', aborted);
    const failed = (error: unknown) => end({ kind: 'failed', ...codeOf(error), ms: ms() });
    try {
      undo = start({ saw: (data) => end({ kind: 'saw', data, ms: ms() }), failed });
    } catch (error) {
      // A client certificate that does not belong to its key is refused before anything is sent.
      failed(error);
    }
    if (outcomeIsLost) undo();
  });
}

/** The code is stable and is matched on; the detail is only shown. */
function codeOf(error: unknown): { code: string; detail: string } {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return {
    code: typeof code === 'string' ? code : 'EUNKNOWN',
    detail: typeof message === 'string' ? message.slice(0, 300) : '',
  };
}

function closeQuietly(close: () => void): void {
  try {
    close();
  } catch {
    // A datagram socket that never got bound throws when it is closed; it is gone either way.
  }
}
