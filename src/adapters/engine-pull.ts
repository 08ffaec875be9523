import { type IncomingMessage, request } from 'node:http';
import type { Outcome } from '../domain/outcome.ts';
import type { Wait } from '../ports/network.ts';
import type { Pulled, Puller, PullOrder } from '../ports/puller.ts';
import { asObject, asText } from './engine/json-shape.ts';

/** A line of progress is below a kilobyte; an error may quote a whole page. */
const longestLine = 64 * 1024;
/** An error that is not streamed comes as one small object. */
const largestAnswer = 64 * 1024;

/** `POST /images/create`, as `docker pull` does it (moby daemon/server/router/image). */
export const enginePuller: Puller = {
  pull: async (socket, order, { deadlineMs, signal }: Wait) => {
    const begun = performance.now();
    const ms = () => Math.round(performance.now() - begun);
    const deadline = AbortSignal.timeout(deadlineMs);
    const either = AbortSignal.any([signal, deadline]);
    try {
      return { kind: 'saw', data: await pull(socket, order, either), ms: ms() };
    } catch (error) {
      if (signal.aborted) return { kind: 'skipped', because: 'budget' };
      return failed(deadline.aborted ? 'DEADLINE' : codeOf(error), ms());
    }
  },
};

function failed(code: string, ms: number): Outcome<Pulled> {
  return { kind: 'failed', code, detail: '', ms };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'EPROTO';
}

async function pull(socket: string, order: PullOrder, signal: AbortSignal): Promise<Pulled> {
  const answer = await post(socket, order, signal);
  return answer.statusCode === 200 ? followed(answer) : refused(answer);
}

function post(socket: string, order: PullOrder, signal: AbortSignal): Promise<IncomingMessage> {
  const query = new URLSearchParams({ fromImage: order.name, tag: order.tag });
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        socketPath: socket,
        path: `/images/create?${query}`,
        method: 'POST',
        headers: { host: 'localhost', 'content-length': 0, ...authorization(order) },
        signal,
      },
      resolve,
    );
    sent.once('error', reject);
    sent.end();
  });
}

/** Base64 with the alphabet of URLs (moby api/types/registry/authconfig.go). */
function authorization({ login }: PullOrder): { readonly [name: string]: string } {
  if (!login) return {};
  const { username, password, isIdentityToken } = login;
  const secret = password.reveal();
  const config = isIdentityToken ? { identitytoken: secret } : { username, password: secret };
  return { 'x-registry-auth': Buffer.from(JSON.stringify(config)).toString('base64url') };
}

/** What was refused before anything was streamed. */
async function refused(answer: IncomingMessage): Promise<Pulled> {
  let text = '';
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    text += chunk;
    if (text.length > largestAnswer) break;
  }
  return { error: messageIn(text) || `HTTP ${answer.statusCode}`, fresh: false };
}

function messageIn(text: string): string {
  try {
    return asText(asObject(JSON.parse(text)).message);
  } catch {
    return text.slice(0, longestLine).trim();
  }
}

/** Follows the stream of progress to its end; an error in it comes last. */
async function followed(answer: IncomingMessage): Promise<Pulled> {
  let error: string | null = null;
  let fresh = false;
  for await (const line of linesOf(answer)) {
    const said = lineIn(line);
    if (asText(said.error) !== '') error = asText(said.error);
    if (/Downloaded newer image|Pull complete/.test(asText(said.status))) fresh = true;
  }
  // A connection that was cut says no more than one that ended; the request's own error tells.
  if (!answer.complete) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
  return { error, fresh };
}

/** Of a line that does not end, only the beginning is kept. */
async function* linesOf(answer: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = (lines.pop() ?? '').slice(0, longestLine);
    yield* lines;
  }
  yield rest;
}

function lineIn(line: string) {
  try {
    return asObject(JSON.parse(line));
  } catch {
    return asObject({});
  }
}
