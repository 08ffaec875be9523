import { createServer, type RequestListener } from 'node:http';
import { createServer as createRawServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDockerSocket } from '../../src/adapters/docker-socket.ts';
import { readInfo } from '../../src/adapters/engine/info.ts';
import { scratch } from './scratch.ts';

/** An HTTP server on a socket of its own; its path. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const path = join(scratch(), 'docker.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return path;
}

/** A server that answers with exactly these bytes; null: says nothing. */
async function serveRaw(answer: string): Promise<string> {
  const server = createRawServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(answer));
  });
  const path = join(scratch(), 'docker.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return path;
}

const info = {
  ServerVersion: '28.5.2',
  HttpProxy: 'http://user:pass@proxy.lab:3128',
  HttpsProxy: '',
  NoProxy: '.lab',
  Driver: 'overlayfs',
  DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
  LiveRestoreEnabled: true,
  Swarm: { LocalNodeState: 'inactive' },
  SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'],
  ContainersRunning: 2,
  OperatingSystem: 'Debian GNU/Linux 13 (trixie)',
  RegistryConfig: {
    InsecureRegistryCIDRs: ['10.0.0.0/8', '::1/128', '127.0.0.0/8'],
    IndexConfigs: {
      'docker.io': { Name: 'docker.io', Mirrors: ['https://m.lab/'], Secure: true, Official: true },
      'plain.lab:5000': { Name: 'plain.lab:5000', Mirrors: [], Secure: false, Official: false },
    },
    Mirrors: ['https://m.lab/'],
  },
};

describe('what the engine answers', () => {
  it('is read in the words of this project', async () => {
    const path = await serve((_request, response) => response.end(JSON.stringify(info)));
    const outcome = await createDockerSocket().info(path);
    expect(outcome).toMatchObject({
      kind: 'saw',
      data: {
        version: '28.5.2',
        mirrors: ['https://m.lab/'],
        insecure: ['10.0.0.0/8', 'plain.lab:5000'],
        httpProxy: 'http://user:xxxxx@proxy.lab:3128',
        httpsProxy: '',
        noProxy: '.lab',
        store: 'containerd',
        liveRestore: true,
        swarm: false,
        rootless: true,
        containersRunning: 2,
        operatingSystem: 'Debian GNU/Linux 13 (trixie)',
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('pass@');
  });

  it('is the classic store where no snapshotter is named', () => {
    const classic = { ...info, DriverStatus: [['Backing Filesystem', 'extfs']] };
    expect(readInfo(classic).store).toBe('classic');
  });

  it.each([null, [], 'x', { RegistryConfig: 3, DriverStatus: 'x', SecurityOptions: null }])(
    'does no harm when it is something else: %j',
    (answer) => {
      expect(readInfo(answer)).toMatchObject({ mirrors: [], insecure: [], store: 'classic' });
    },
  );

  it('lists running containers with what decides whether they come back', async () => {
    const path = await serve((request, response) => {
      const answers: { [path: string]: unknown } = {
        '/containers/json': [
          { Id: 'a1', Names: ['/web'] },
          { Id: 'b2', Names: ['/gone'] },
          { Id: 'c3', Names: ['/web.1.x'], Labels: { 'com.docker.swarm.task.id': 'x' } },
          { Id: 'd4', Names: ['/once'] },
        ],
        '/containers/a1/json': { HostConfig: { RestartPolicy: { Name: 'always' } } },
        '/containers/d4/json': { HostConfig: { RestartPolicy: { Name: 'no' }, AutoRemove: true } },
      };
      const answer = answers[request.url ?? ''];
      response.statusCode = answer ? 200 : 404;
      response.end(JSON.stringify(answer ?? { message: 'No such container' }));
    });
    expect(await createDockerSocket().containers(path)).toMatchObject({
      data: [
        { id: 'a1', name: 'web', restartPolicy: 'always' },
        { id: 'b2', name: 'gone', restartPolicy: '' },
        { id: 'c3', name: 'web.1.x', restartPolicy: '', isTask: true },
        { id: 'd4', name: 'once', restartPolicy: 'no', autoRemove: true },
      ],
    });
  });
});

describe('an engine that does not answer properly', () => {
  it.each([
    ['is not there', async () => join(scratch(), 'none'), 'ENOENT'],
    [
      'breaks off in the body',
      () => serveRaw('HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n{}'),
      'EPROTO',
    ],
    ['is no HTTP server', () => serveRaw('SSH-2.0-OpenSSH\r\n\r\n'), 'EPROTO'],
    ['says nothing at all', () => serveRaw(''), 'EPROTO'],
    ['answers with HTML', () => serveRaw('HTTP/1.1 200 OK\r\n\r\n<html>'), 'EPROTO'],
    ['refuses', () => serveRaw('HTTP/1.0 403 Forbidden\r\n\r\n{"message":"no"}'), 'HTTP403'],
    ['never stops', () => serveRaw(`HTTP/1.0 200 OK\r\n\r\n${'x'.repeat(5_000_000)}`), 'EMSGSIZE'],
  ])('is a failure with a code: it %s', async (_what, make, code) => {
    expect(await createDockerSocket().info(await make())).toMatchObject({ kind: 'failed', code });
  });
});
