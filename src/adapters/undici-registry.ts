import type { Duplex } from 'node:stream';
import { Client, type Dispatcher } from 'undici';
import type { Outcome } from '../domain/outcome.ts';
import type { Wait, Wire } from '../ports/network.ts';
import type { HttpAnswer, HttpRequest, Registry } from '../ports/registry.ts';

/** HTTP over wires that are open already: one undici client per wire, and it dials nothing. */
export const undiciRegistry: Registry = { exchange };

async function exchange(
  wire: Wire,
  request: HttpRequest,
  wait: Wait,
): Promise<Outcome<HttpAnswer>> {
  if (wait.signal.aborted) return { kind: 'skipped', because: 'budget' };
  const begun = performance.now();
  const ms = () => Math.round(performance.now() - begun);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), wait.deadlineMs);
  const signal = AbortSignal.any([deadline.signal, wait.signal]);
  try {
    const data = await send(clientFor(wire, request.origin), request, signal);
    if (data.truncated) wire.close();
    return { kind: 'saw', data, ms: ms() };
  } catch (error) {
    wire.close();
    if (wait.signal.aborted) return { kind: 'skipped', because: 'budget' };
    if (deadline.signal.aborted) return { kind: 'failed', code: 'DEADLINE', detail: '', ms: ms() };
    const { code, detail } = codeOf(error);
    const told = lost.has(code) ? (wire.trouble ?? code) : code;
    return { kind: 'failed', code: told, detail, ms: ms() };
  } finally {
    clearTimeout(timer);
  }
}

/** Codes that only say that the wire is gone; what ended it knows more. */
const lost = new Set(['UND_ERR_SOCKET', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED', 'ECONNRESET']);

const clients = new WeakMap<object, Client>();

function clientFor(wire: Wire, origin: string): Client {
  const handle = wire.handle as Duplex;
  const known = clients.get(handle);
  if (known) return known;
  let taken = false;
  const client = new Client(origin, {
    connect: (_options, callback) => {
      // A second call means that the wire was lost; dialling again is the walk's decision.
      const lost = taken ? Object.assign(new Error('closed'), { code: 'ECONNRESET' }) : null;
      taken = true;
      // Later, because a client that is answered at once never gets to its request.
      queueMicrotask(() => (lost ? callback(lost, null) : callback(null, handle as never)));
    },
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  clients.set(handle, client);
  handle.once('close', () => void client.destroy().catch(() => {}));
  return client;
}

/** Registries send a few kB of headers; endless ones end here. Deadlines are the signal's. */
const maxHeaderBytes = 64 * 1024;

async function send(
  client: Client,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const answer = await client.request({
    method: request.method,
    path: request.target,
    headers: ['host', request.origin.replace(/^.*\/\//, ''), ...request.headers.flat()],
    body: request.body,
    signal,
    responseHeaders: 'raw',
    // undici would close the connection after each HEAD otherwise.
    reset: false,
  });
  const { bytes, truncated } = await readUpTo(answer.body, request.maxBody);
  return {
    status: answer.statusCode,
    headers: headerLines(answer.headers),
    body: bytes,
    truncated,
  };
}

async function readUpTo(
  body: Dispatcher.ResponseData['body'],
  limit: number,
): Promise<{ bytes: Uint8Array; truncated: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk.subarray(0, limit - size));
      size += chunk.length;
      // Leaving the loop destroys the body, and with it the rest of what the peer would send.
      if (size > limit) return { bytes: new Uint8Array(Buffer.concat(chunks)), truncated: true };
    }
  } catch (error) {
    // An answer that began is something else than none, and the code is the same for both.
    throw Object.assign(error as Error, { message: `cut off: ${(error as Error).message}` });
  }
  return { bytes: new Uint8Array(Buffer.concat(chunks)), truncated: false };
}

function headerLines(headers: unknown): readonly (readonly [string, string])[] {
  const flat = Array.isArray(headers) ? headers.map(String) : Object.entries(headers ?? {}).flat();
  const lines: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    lines.push([String(flat[index]).toLowerCase(), String(flat[index + 1])]);
  }
  return lines;
}

/** `HPE` is what undici's parser says of bytes that are no HTTP/1.1 answer. */
function codeOf(error: unknown): { code: string; detail: string } {
  const { code, message, name } = error as { [key: string]: unknown };
  const known = typeof code === 'string' ? code : name === 'HTTPParserError' ? 'HPE' : 'EUNKNOWN';
  return { code: known, detail: typeof message === 'string' ? message.slice(0, 300) : '' };
}
