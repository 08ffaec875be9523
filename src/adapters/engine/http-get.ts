import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface GetLimits {
  readonly deadlineMs: number;
  readonly maxBytes: number;
}

/**
 * One GET over a Unix socket, as HTTP/1.0: the engine then closes after the body and sends no
 * chunks (RFC 9112 section 6.1 forbids them to a 1.0 client; Go's net/http keeps to it), so that
 * the whole protocol is a head, an empty line and a body.
 *
 * Written out because it stands on the way to every plan: importing an HTTP client takes 20 to
 * 40 ms, importing node:net 2, where an empty Node starts in 21.
 *
 * @throws errors with a `code`: the errno of the connection, ETIMEDOUT, EMSGSIZE, EPROTO
 */
export function httpGet(socketPath: string, path: string, limits: GetLimits): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(coded('ETIMEDOUT')), limits.deadlineMs);
    const received = collect(socket, limits.maxBytes, () => fail(coded('EMSGSIZE')));
    socket.once('error', fail);
    socket.once('end', () => {
      clearTimeout(timer);
      socket.destroy();
      const answer = parseAnswer(received());
      if (answer) resolve(answer);
      else reject(coded('EPROTO'));
    });
    socket.once('connect', () => {
      socket.write(`GET ${path} HTTP/1.0\r\nHost: localhost\r\nAccept: application/json\r\n\r\n`);
    });
  });
}

function collect(socket: Socket, maxBytes: number, tooMuch: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBytes) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks);
}

/** Null for what is no HTTP, and for a body that was cut off. */
function parseAnswer(bytes: Buffer): Answer | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const head = bytes.subarray(0, headEnd).toString('latin1');
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
  if (status === undefined) return null;
  const body = bytes.subarray(headEnd + 4);
  const announced = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (announced !== undefined && body.length < Number(announced)) return null;
  return { status: Number(status), body: body.toString('utf8') };
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
