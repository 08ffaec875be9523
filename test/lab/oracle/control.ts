/**
 * What is said over the control socket. A setting is answered with what it came to; null takes
 * everything that was asked of the servers since.
 */
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { ImageWish, Servers } from './case.ts';

/** A case as its servers see it; `salt` makes the image's bytes new to every engine. */
export interface Setting {
  readonly servers: Servers;
  readonly image: ImageWish;
  readonly salt: string;
}

export interface Staged {
  /** What the tag points to. */
  readonly digest: string;
}

/** One request that a server has answered. */
export interface Seen {
  readonly by: 'registry' | 'token' | 'blobs' | 'proxy';
  readonly place: string;
  /** As the client addressed the server: `https://r2.lab:5000`. For a proxy, whom it was to reach. */
  readonly origin: string;
  readonly method: string;
  readonly url: string;
  readonly status: number | null;
}

export interface Control {
  set(setting: Setting): Promise<Staged>;
  /** Everything seen since the last `set` or `take`. */
  take(): Promise<Seen[]>;
}

/** Speaks to the servers whose socket this is. */
export function controlOf(socketPath: string): Control {
  const post = <T>(body: Setting | null) =>
    new Promise<T>((resolve, reject) => {
      const asked = request({ socketPath, method: 'POST' }, (answer) => {
        json(answer).then((value) => resolve(value as T), reject);
      });
      asked.once('error', reject).end(JSON.stringify(body));
    });
  return { set: post, take: () => post(null) };
}
