/** Registries, mirrors and dead ends on loopback, behind a line with a round trip of 100 ms. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { image, startWorld, type World } from '../test/world/world.ts';

export const roundTripMs = 100;

/** Each stage of a pull costs one round trip: TCP, TLS, and one for each request. */
export const delays = {
  accept: roundTripMs,
  tls: roundTripMs,
  v2: roundTripMs,
  token: roundTripMs,
  manifest: roundTripMs,
  blob: roundTripMs,
};

export interface SlowWorld extends AsyncDisposable {
  readonly world: World;
  /** a tree whose engine knows these registries and mirrors */
  readonly root: string;
  /** a registry with TLS and tokens, and an image in it, `127.0.0.1:40000/hello` */
  registry(): Promise<string>;
  /** a registry that takes connections and never says a word */
  deadRegistry(): Promise<string>;
  /** makes these the tree's mirrors: so many that serve, so many that never say a word */
  mirrors(living: number, dead: number): Promise<void>;
}

export async function openSlowWorld(): Promise<SlowWorld> {
  const world = await startWorld();
  const root = mkdtempSync(path.join(tmpdir(), 'dockcfg-bench-'));
  mkdirSync(path.join(root, 'etc/docker'), { recursive: true });
  // Docker Hub is nobody here: what mirrors do not serve is not to be had.
  writeFileSync(path.join(root, 'etc/hosts'), '127.0.0.1 registry-1.docker.io auth.docker.io\n');
  return {
    world,
    root,
    registry: async () => {
      const { host } = await world.registry({
        tls: { kind: 'private-ca' },
        auth: { kind: 'bearer', service: 'bench' },
        images: [image({ repo: 'hello' })],
        delays,
      });
      const trust = path.join(root, 'etc/docker/certs.d', host);
      mkdirSync(trust, { recursive: true });
      writeFileSync(path.join(trust, 'ca.crt'), world.authority.pem);
      return `${host}/hello:latest`;
    },
    deadRegistry: async () => `${(await world.registry({ accept: 'hang' })).host}/hello:latest`,
    mirrors: async (living, dead) => {
      const images = [image({ repo: 'library/hello' })];
      const serving = Array.from({ length: living }, () => world.registry({ images, delays }));
      const silent = Array.from({ length: dead }, () => world.registry({ accept: 'hang' }));
      const all = await Promise.all([...silent, ...serving]);
      const list = { 'registry-mirrors': all.map(({ host }) => `http://${host}`) };
      writeFileSync(path.join(root, 'etc/docker/daemon.json'), JSON.stringify(list));
    },
    [Symbol.asyncDispose]: async () => {
      await world.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
