/** A server of our own (servers/…): a process that gets its configuration as a JSON file. */
import path from 'node:path';
import type { Service, TlsWish } from './service.ts';

export type ProgramOptions = {
  readonly name: string;
  readonly address: string;
  readonly hostnames: readonly string[];
  readonly port: number;
  /** A file of servers/, or the path of any other script. */
  readonly server: string;
  /** Without it the server gets no certificate. */
  readonly tls?: TlsWish;
  readonly config?: Readonly<Record<string, unknown>>;
};

/** The service that runs it; `address`, `port`, `certificate` and `key` join its configuration. */
export function program({ server, tls, port, config, ...place }: ProgramOptions): Service {
  const script = path.resolve(import.meta.dirname, 'servers', server.replace(/(\.ts)?$/, '.ts'));
  return {
    ...place,
    ports: [port],
    needs: ['dns'],
    async prepare(stage) {
      const pair = tls ? await stage.certificate(tls) : {};
      const whole = { address: place.address, port, ...pair, ...config };
      const file = await stage.write('config.json', JSON.stringify(whole, null, 2));
      return { argv: [process.execPath, script, file] };
    },
  };
}
