/** What a service of the lab is: an address, its names, and how to start it there. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeyPair, Wish } from '../certificates.ts';
import { issue } from '../certificates.ts';
import { addAddress, addName, awaitListeners } from '../network.ts';
import type { Sandbox } from '../sandbox.ts';
import { home } from '../sandbox.ts';
import { seed } from '../storage.ts';

export type Command = { argv: readonly string[]; env?: Record<string, string> };

/** A certificate for the service's own host names, unless it says others. */
export type TlsWish = Omit<Wish, 'names'> & Partial<Pick<Wish, 'names'>>;

export type Service = {
  readonly name: string;
  readonly address: string;
  readonly hostnames: readonly string[];
  readonly ports: readonly number[];
  /** Services that have to listen before this one can start. */
  readonly needs?: readonly string[];
  readonly prepare: (stage: Stage) => Promise<Command>;
};

/** What a service may use while it prepares: its own folder, certificates, seeded images. */
export type Stage = {
  /** Its folder, as it will see it. */
  readonly folder: string;
  write(file: string, content: string): Promise<string>;
  certificate(wish: TlsWish): Promise<KeyPair>;
  /** A storage folder with the lab's images in it, its own or another's; returns its path. */
  images(origin?: string): Promise<string>;
};

/** Starts one service and waits until it listens; if it does not, says what it has logged. */
export async function startService(sandbox: Sandbox, service: Service): Promise<void> {
  await addAddress(sandbox, service.address);
  for (const name of service.hostnames) await addName(sandbox, name, service.address);
  const { argv, env = {} } = await service.prepare(await stageOf(sandbox, service));
  await sandbox.daemon(service.name, argv, env);
  const endpoints = service.ports.map((port) => `${service.address}:${port}`);
  await awaitListeners(sandbox, endpoints).catch(async (cause) => {
    const log = await readFile(sandbox.path('log', service.name), 'utf8').catch(() => '');
    throw new Error(`${service.name} does not listen\n${log.slice(-2000)}`, { cause });
  });
}

async function stageOf(sandbox: Sandbox, service: Service): Promise<Stage> {
  const inner = `${home}/services/${service.name}`;
  const outer = sandbox.path('services', service.name);
  await mkdir(outer, { recursive: true });
  return {
    folder: inner,
    async write(file, content) {
      await writeFile(path.join(outer, file), content);
      return path.join(inner, file);
    },
    certificate: (wish) => issue(sandbox, service.name, { names: service.hostnames, ...wish }),
    async images(origin = service.name) {
      await seed(path.join(outer, 'images'), origin);
      return path.join(inner, 'images');
    },
  };
}
