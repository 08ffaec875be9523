/**
 * A TCP relay that makes a service slow, run as a process of its own: relay.ts CONFIG
 * (this kernel has no netem, so the delay has to be added here).
 */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { Transform } from 'node:stream';

type Config = {
  address: string;
  port: number;
  /** address:port of what stands behind it. */
  to: string;
  /** Added to every chunk, in each direction. */
  delayMs?: number;
  /** What comes back is throttled to this. */
  bytesPerSecond?: number;
};

const config = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Config;
const [host = '', port = ''] = config.to.split(':');

createServer(relay).listen(config.port, config.address);

function relay(client: Socket): void {
  const server = connect(Number(port), host);
  client.pipe(slow(0)).pipe(server);
  server.pipe(slow(config.bytesPerSecond ?? 0)).pipe(client);
  const end = () => [client, server].forEach((socket) => void socket.destroy());
  for (const socket of [client, server]) socket.on('error', end);
}

function slow(bytesPerSecond: number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const sending = bytesPerSecond > 0 ? (chunk.length / bytesPerSecond) * 1000 : 0;
      setTimeout(() => done(null, chunk), (config.delayMs ?? 0) + sending);
    },
  });
}
