import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { enginePuller } from '../../src/adapters/engine-pull.ts';
import { Secret } from '../../src/domain/secret.ts';
import { scratch } from './scratch.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const path = join(scratch(), 'docker.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return path;
}

const order = { name: 'docker.io/library/nginx', tag: 'latest', login: null };
const wait = () => ({ deadlineMs: 5_000, signal: new AbortController().signal });

/** An engine that streams these lines. */
const streaming =
  (...lines: readonly object[]): RequestListener =>
  (_request, response) =>
    void response.end(lines.map((line) => `${JSON.stringify(line)}\r\n`).join(''));

describe('a pull by the engine', () => {
  it('is asked for as docker pull asks', async () => {
    const asked: { url: string; method: string; auth: string | undefined }[] = [];
    const socket = await serve((request, response) => {
      const { url = '', method = '', headers } = request;
      asked.push({ url, method, auth: headers['x-registry-auth']?.toString() });
      response.end('{"status":"Status: Downloaded newer image for nginx:latest"}');
    });
    const login = { username: 'me', password: new Secret('p/w') };
    const anonymous = await enginePuller.pull(socket, order, wait());
    await enginePuller.pull(socket, { ...order, login }, wait());
    expect(anonymous).toMatchObject({ kind: 'saw', data: { error: null, fresh: true } });
    const url = '/images/create?fromImage=docker.io%2Flibrary%2Fnginx&tag=latest';
    expect(asked[0]).toEqual({ url, method: 'POST', auth: undefined });
    const auth = Buffer.from(asked[1]?.auth ?? '', 'base64url').toString();
    expect(JSON.parse(auth)).toEqual({ username: 'me', password: 'p/w' });
  });

  it('tells the error that ends the stream', async () => {
    const socket = await serve(
      streaming(
        { status: 'Pulling from library/nginx', id: 'latest' },
        { errorDetail: { message: 'manifest unknown' }, error: 'manifest unknown' },
      ),
    );
    expect(await enginePuller.pull(socket, order, wait())).toMatchObject({
      kind: 'saw',
      data: { error: 'manifest unknown', fresh: false },
    });
  });

  it('tells the error that came before any stream', async () => {
    const socket = await serve((_request, response) => {
      response.statusCode = 404;
      response.end('{"message":"pull access denied for nginx"}');
    });
    expect(await enginePuller.pull(socket, order, wait())).toMatchObject({
      data: { error: 'pull access denied for nginx' },
    });
  });

  it('knows when the host had everything already', async () => {
    const socket = await serve(
      streaming({ status: 'Status: Image is up to date for nginx:latest' }),
    );
    expect(await enginePuller.pull(socket, order, wait())).toMatchObject({
      data: { error: null, fresh: false },
    });
  });

  it.each([
    [
      'nothing at all',
      (_request: unknown, response: { destroy(): void }) => response.destroy(),
      /ECONNRESET/,
    ],
    [
      'half a stream',
      (_request: unknown, response: { write(text: string): void; destroy(): void }) => {
        response.write('{"status":"x"}\r\n');
        setImmediate(() => response.destroy());
      },
      /ECONNRESET|aborted/i,
    ],
  ])('that brings %s is a failure', async (_name, listener, code) => {
    const socket = await serve(listener as RequestListener);
    const outcome = await enginePuller.pull(socket, order, wait());
    expect(outcome.kind).toBe('failed');
    expect(outcome.kind === 'failed' && outcome.code).toMatch(code);
  });

  it('ends with its deadline, and with the run', async () => {
    const socket = await serve(() => {});
    const late = await enginePuller.pull(socket, order, { ...wait(), deadlineMs: 50 });
    expect(late).toMatchObject({ kind: 'failed', code: 'DEADLINE' });
    const run = new AbortController();
    const ended = enginePuller.pull(socket, order, { deadlineMs: 5_000, signal: run.signal });
    run.abort();
    expect(await ended).toEqual({ kind: 'skipped', because: 'budget' });
  });

  it('says so where no engine listens', async () => {
    const outcome = await enginePuller.pull(join(scratch(), 'none.sock'), order, wait());
    expect(outcome).toMatchObject({ kind: 'failed', code: 'ENOENT' });
  });
});
