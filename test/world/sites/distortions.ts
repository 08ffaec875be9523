import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pause } from './pause.ts';
import type { Exchange } from './site.ts';

/** Ways of answering that no well-behaved server has; a client must survive each of them. */
export type Distortion =
  | 'hang'
  | 'reset'
  | 'close'
  | 'garbage'
  | 'html'
  | 'endless-headers'
  | 'endless-body'
  | 'slow-drip'
  | 'gzip-bomb';

/** Answers that way. Ends when the client leaves or the world stops. */
export async function distort(how: Distortion, exchange: Exchange, signal: AbortSignal) {
  await DISTORTIONS[how](exchange, signal).catch((error: unknown) => {
    // The client left in the middle of it, or the world stopped: what was to be expected.
    if (!signal.aborted && !exchange.request.socket.destroyed) throw error;
  });
}

type Distorter = (exchange: Exchange, signal: AbortSignal) => Promise<void>;

const DISTORTIONS: Record<Distortion, Distorter> = {
  hang: async () => {},
  reset: async ({ request }) => void resettable(request.socket),
  close: async ({ request }) => void request.socket.destroy(),
  garbage: async ({ request }) => void request.socket.end('\u0000\u0001 this is not HTTP\r\n\r\n'),
  html: async ({ response }) => sendHtml(response),
  'endless-headers': ({ request }, signal) =>
    pipeline(
      Readable.from(endlessly('HTTP/1.1 200 OK\r\n', `X-More: ${'m'.repeat(1000)}\r\n`)),
      request.socket,
      { signal },
    ),
  'endless-body': ({ response }, signal) => {
    response.setHeader('Content-Type', 'application/json');
    return pipeline(Readable.from(endlessly('{"errors":[', `"${'e'.repeat(16_000)}",`)), response, {
      signal,
    });
  },
  'slow-drip': ({ response }, signal) => {
    response.setHeader('Content-Type', 'application/json');
    return pipeline(Readable.from(drops(signal)), response, { signal });
  },
  'gzip-bomb': ({ response }, signal) => {
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Content-Encoding', 'gzip');
    return pipeline(Readable.from(zeros()), createGzip({ level: 9 }), response, { signal });
  },
};

/** RST instead of FIN; TLS sockets cannot, so the plain socket below them does. */
function resettable(socket: Exchange['request']['socket']): void {
  const below = (socket as { _parent?: typeof socket })._parent;
  (below ?? socket).resetAndDestroy();
}

async function* endlessly(first: string, then: string): AsyncGenerator<string> {
  yield first;
  while (true) yield then;
}

async function* drops(signal: AbortSignal): AsyncGenerator<string> {
  yield '{"drip":"';
  while (true) {
    await pause(50, signal);
    yield '.';
  }
}

const BOMB_BYTES = 256 * 1024 * 1024;

async function* zeros(): AsyncGenerator<Buffer> {
  const block = Buffer.alloc(256 * 1024);
  for (let sent = 0; sent < BOMB_BYTES; sent += block.length) yield block;
}

/** The page of a portal, a proxy or a web server where a registry was expected. */
export function sendHtml(response: Exchange['response'], status = 200): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(
    '<!DOCTYPE html><html><head><title>Welcome</title></head>' +
      '<body><h1>Please sign in to use this network</h1></body></html>\n',
  );
}
